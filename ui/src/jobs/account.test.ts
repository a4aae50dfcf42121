import { expect, it } from "vitest";
import { accountOf, describe, shares, unaccounted, verdict } from "./account";

const account = { read: 2271, written: 2260, rejected: 2, deduped: 9 };

it("has no account of a run that has not read", () => {
  expect(accountOf({})).toBeUndefined();
  expect(accountOf({ rows_read: 3, rows_written: 3 })).toEqual({ read: 3, written: 3, rejected: 0, deduped: 0 });
});

it("says in one line where the rows went, and leaves out what there is none of", () => {
  expect(describe(account)).toBe("2,271 rows read: 2,260 written, 2 left out, 9 duplicates");
  expect(describe({ read: 2, written: 1, rejected: 0, deduped: 1 })).toBe("2 rows read: 1 written, 1 duplicate");
  expect(describe({ read: 1, written: 0, rejected: 1, deduped: 0 })).toBe("1 row read: 0 written, 1 left out");
});

it("divides nothing by nothing", () => {
  expect(shares({ read: 0, written: 0, rejected: 0, deduped: 0 }).map((part) => part.share)).toEqual([0, 0, 0]);
});

it("notices a row that has no place", () => {
  expect(unaccounted(account)).toBe(0);
  expect(verdict(account)).toMatch(/^Nothing is missing/);
  expect(verdict({ ...account, deduped: 8 })).toMatch(/^1 row cannot be accounted for/);
});
