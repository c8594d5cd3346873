import { expect, test } from "vitest";
import { errorKind } from "./error-kind.ts";

test.each<[string, unknown]>([
  ["input-missing", new Error("input 'x' is missing in 'feeds'.")],
  [
    "input-type",
    new Error("Unexpected input data type. Actual: (tensor(string)) , expected: (tensor(float))"),
  ],
  ["input-shape", new Error("Got invalid dimensions for input: x for the following indices")],
  ["operator", new Error("Non-zero status code returned while running Pad node. Name:'Pad'")],
  ["memory", new Error("Non-zero status code returned while running Conv node. std::bad_alloc")],
  ["released", new Error("Session already disposed.")],
  ["terminated", new Error("Exiting due to terminate flag being set to true.")],
  ["argument", new TypeError("'fetches' cannot be an empty array.")],
  ["argument", new RangeError("'fetches' contains invalid output name: y.")],
  ["other", new Error("mine")],
  ["other", undefined],
  ["other", null],
  ["other", { message: Symbol("x") }],
])("%s: %s", (kind, error) => {
  expect(errorKind(error)).toBe(kind);
});

test("an error that can't be read is another one", () => {
  const error = {
    get message() {
      throw new Error("no");
    },
  };
  expect(errorKind(error)).toBe("other");
});
