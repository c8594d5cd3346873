import { expect, test } from "vitest";
import { lossOfRuns, namesOfRuns } from "./delete-words.ts";

test.each([
  [["a"], "a"],
  [["a", "b"], "a and b"],
  [["a", "b", "c", "d", "e"], "a, b, c, d and e"],
  [["a", "b", "c", "d", "e", "f"], "a, b, c, d, e and 1 more run"],
  [Array.from({ length: 1_205 }, (_, at) => `r${at}`), "r0, r1, r2, r3, r4 and 1,200 more runs"],
])("runs are named up to five", (names, text) => {
  expect(namesOfRuns(names)).toBe(text);
});

test("what is lost is told with its files and bytes once these are counted", () => {
  const file = (size: number) => ({ path: `${size}`, size });
  expect(lossOfRuns(1, undefined)).toBe("What it logged goes with it: metrics, media, files and console.");
  expect(lossOfRuns(2, [])).toBe("What they logged goes with them: metrics, media, files and console.");
  expect(lossOfRuns(1, [file(2_048)])).toBe(
    "1 file of 2.0 KiB goes with it, and all else that it logged: metrics, media and console.",
  );
  expect(lossOfRuns(3, [file(1_024), file(4_096)])).toBe(
    "2 files of 5.0 KiB go with them, and all else that they logged: metrics, media and console.",
  );
});
