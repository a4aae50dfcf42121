import { expect, it } from "vitest";
import { NoAnswer, failureOf, isPassing } from "./failure";
import { server } from "./server";

it("takes a fault of our own for what it is, though fetch fails with errors of the same kind", () => {
  expect(failureOf(new TypeError("x is undefined")).code).toBe("unexpected");
  expect(isPassing(new TypeError("x is undefined"))).toBe(false);
});

it("says that Karet does not answer when no answer comes", async () => {
  const asked = server.GET("/api/pipelines", { fetch: () => Promise.reject(new TypeError("Failed to fetch")) });
  await expect(asked).rejects.toBeInstanceOf(NoAnswer);
  await asked.catch((thrown: unknown) => expect(failureOf(thrown).code).toBe("unreachable"));
});
