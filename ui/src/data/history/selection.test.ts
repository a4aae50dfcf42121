import { expect, it } from "vitest";
import { compared, toggled } from "./selection";

it("shows what the newest version changed while nothing is chosen", () => {
  expect(compared({}, 5)).toEqual({ from: 4, to: 5 });
  expect(compared({}, 1)).toBeUndefined();
});

it("compares one version with the newest and two with each other, older first", () => {
  expect(compared({ version: 2 }, 5)).toEqual({ from: 2, to: 5 });
  expect(compared({ version: 4, other: 2 }, 5)).toEqual({ from: 2, to: 4 });
  expect(compared({ version: 5 }, 5)).toEqual({ from: 4, to: 5 });
});

it("lets go of the version that was chosen first when a third is chosen", () => {
  const two = toggled(toggled({}, 1), 3);
  expect(two).toEqual({ version: 1, other: 3 });
  expect(toggled(two, 4)).toEqual({ version: 3, other: 4 });
  expect(toggled(two, 1)).toEqual({ version: 3, other: undefined });
});
