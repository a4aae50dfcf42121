import { expect, it } from "vitest";
import { cleanFolder, fileAddress, nameFault, pathOf, whyLeftOut } from "./paths";
import { changed, chosen, isBusy, speedOf, startable } from "./uploads";

const file = new File(["a,b\n"], "a.csv");

it("joins a folder and a name, and cleans what people write as a folder", () => {
  expect(pathOf({ folder: "2024/05", name: "a.csv" })).toBe("2024/05/a.csv");
  expect(pathOf({ folder: "", name: "a.csv" })).toBe("a.csv");
  expect(cleanFolder(" /2024//05/ ")).toBe("2024/05");
});

it("says why a run leaves a file out", () => {
  expect(whyLeftOut("_draft.csv")).toContain("_");
  expect(whyLeftOut("notes.txt")).toContain(".csv");
});

it("refuses names that a source cannot have", () => {
  expect(nameFault("book.xlsx")).toContain(".csv");
  expect(nameFault("a/b.csv")).toContain("slash");
  expect(nameFault("_draft.csv")).toContain("skip");
  expect(nameFault("A.CSV.GZ")).toBeUndefined();
});

it("writes hostile names into addresses safely", () => {
  expect(fileAddress("shop", "orders", { folder: "a&b", name: "50% #1?.csv" })).toBe(
    "/api/p/shop/sources/orders/files/50%25%20%231%3F.csv?folder=a%26b",
  );
});

it("starts only a few uploads at once, in order", () => {
  const uploads = [1, 2, 3, 4, 5].map((id) => chosen(id, file, "orders", ""));
  expect(startable(uploads).map(({ id }) => id)).toEqual([1, 2, 3]);
  const going = changed(changed(uploads, 1, { state: "sending" }), 2, { state: "done" });
  expect(startable(going).map(({ id }) => id)).toEqual([3, 4]);
});

it("waits for nobody's answer as if it were work", () => {
  expect(isBusy([{ ...chosen(1, file, "orders", ""), state: "exists" }])).toBe(false);
  expect(isBusy([chosen(1, file, "orders", "")])).toBe(true);
});

it("gives a speed only once there is one", () => {
  const upload = { ...chosen(1, file, "orders", ""), begun: 1_000, sent: 4_000_000 };
  expect(speedOf(upload, 1_100)).toBeUndefined();
  expect(speedOf(upload, 3_000)).toBe(2_000_000);
});
