import { expect, it } from "vitest";
import { nextAddress } from "./nextAddress";

it("leads on to an address of ours, with its search", () => {
  expect(nextAddress("/p/shop/jobs?status=failed")).toBe("/p/shop/jobs?status=failed");
});

it.each(["https://evil.example", "//evil.example", "/\\evil.example", "/\t/evil.example", "javascript:alert(1)", "evil", ""])(
  "leads home instead of to %j",
  (wanted) => {
    expect(nextAddress(wanted)).toBe("/");
  },
);

it("does not lead back to where one signs in", () => {
  expect(nextAddress("/login?next=/login")).toBe("/");
  expect(nextAddress(undefined)).toBe("/");
});
