import { expect, test } from "vitest";
import { readArguments } from "./read-arguments.ts";

test("500 seeds on all processors are the default, and one seed when it is named", () => {
  expect(readArguments([], 4)).toMatchObject({
    seeds: 500,
    first: 1,
    workers: 4,
    json: false,
    bug: undefined,
  });
  expect(readArguments(["--seed", "77"], 4)).toMatchObject({ seeds: 1, first: 77, workers: 1 });
  expect(
    readArguments(["--seeds", "20", "--seed", "5", "--workers", "2", "--bug", "seal-race"], 8),
  ).toMatchObject({
    seeds: 20,
    first: 5,
    workers: 2,
    bug: "seal-race",
  });
});

test("what is no number and no bug is refused", () => {
  expect(() => readArguments(["--seeds", "many"], 1)).toThrow('"many" is no whole number above 0');
  expect(() => readArguments(["--seeds", "0"], 1)).toThrow('"0" is no whole number above 0');
  expect(() => readArguments(["--bug", "x"], 1)).toThrow('"x" is none of "skipped-mark"');
  expect(() => readArguments(["--sed", "1"], 1)).toThrow("--sed");
});
