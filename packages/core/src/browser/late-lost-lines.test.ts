import { expect, test } from "vitest";
import { lostLines } from "./late-lost-lines.ts";

test("what was dropped is told in the words of Node, which are loaded for it", async () => {
  expect(lostLines({})).toEqual([]);
  expect(await lostLines({ disk: 1, console: 1000 })).toEqual([
    "  lost       1 row: the run file could not be written",
    "  lost       1,000 prints: more was printed than 1 MiB or 10,000 times in a second",
  ]);
});
