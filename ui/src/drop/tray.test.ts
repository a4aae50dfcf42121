import { expect, it } from "vitest";
import { linesIn } from "./lines";
import { formatInLetters, readAs } from "./dateSample";
import { type TrayEvent, type TrayItem, afterEvent, nextToSend, shareSent, speedOf, takenIds } from "./tray";

const after = (...events: TrayEvent[]) => events.reduce<TrayItem[]>(afterEvent, []);
const file = (name: string) => new File(["a;b"], name, { lastModified: 1 });
const id = "a".repeat(32);

it("sends no more than two files at a time, and none twice", () => {
  const chosen: TrayEvent = { kind: "chosen", files: ["a", "b", "c"].map((name) => ({ key: name, file: file(name) })) };
  expect(nextToSend(after(chosen)).map(({ key }) => key)).toEqual(["a", "b"]);
  expect(nextToSend(after(chosen, { kind: "begun", key: "a", at: 0 })).map(({ key }) => key)).toEqual(["b"]);
  expect(after(chosen, chosen)).toHaveLength(3);
});

it("keeps the id of a file that is taken in, and lets one that failed be sent again", () => {
  const chosen: TrayEvent = { kind: "chosen", files: [{ key: "a", file: file("a") }] };
  const taken = after(chosen, { kind: "begun", key: "a", at: 0 }, { kind: "taken", key: "a", drop: { id, name: "a", size: 3 } });
  expect(takenIds(taken)).toEqual([id]);
  expect(shareSent(taken)).toBe(1);
  const again = after(chosen, { kind: "failed", key: "a", error: new TypeError("gone") }, { kind: "again", key: "a" });
  expect(nextToSend(again)).toHaveLength(1);
});

it("recalls files of an address once, and says which are gone", () => {
  const drop = { id, name: "a.csv", size: 3 };
  expect(after({ kind: "recalled", drop }, { kind: "recalled", drop })).toHaveLength(1);
  expect(after({ kind: "lost", id, error: new Error("gone") })[0]?.state).toBe("failed");
});

it("tells the speed of an upload when there is one", () => {
  const [item] = after({ kind: "chosen", files: [{ key: "a", file: file("a") }] }, { kind: "begun", key: "a", at: 1000 }, { kind: "went", key: "a", sent: 3000 });
  expect(item && speedOf(item, 1100)).toBeUndefined();
  expect(item && speedOf(item, 3000)).toBe(1500);
});

it("spells a date out both ways", () => {
  expect(readAs("03/04/2024", "%d/%m/%Y")).toBe("3 April 2024");
  expect(readAs("03/04/2024", "%m/%d/%Y")).toBe("4 March 2024");
  expect(readAs("31/12/2024 23:59", "%m/%d/%Y %H:%M")).toBeUndefined();
  expect(readAs("5 Mar 99", "%d %b %y")).toBe("5 March 1999");
  expect(formatInLetters("%d.%m.%Y %H:%M")).toBe("DD.MM.YYYY hh:mm");
});

it("shows the lines of a file without one that may be cut off", () => {
  expect(linesIn("a\r\nb\nc", false)).toEqual(["a", "b"]);
  expect(linesIn("a\nb\n", true)).toEqual(["a", "b"]);
});
