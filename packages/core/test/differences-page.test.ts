import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { DIFFERENT } from "./conformance-different.ts";

const page = readFileSync(new URL("../../../docs/differences-from-wandb.md", import.meta.url), "utf8");
const cells = page.split("\n").map((line) =>
  line
    .split("|")
    .slice(1, -1)
    .map((cell) => cell.trim()),
);

test.each(Object.entries(DIFFERENT))(
  "the page on differences has the recorded case %s with its reason",
  (id, { reason }) => {
    expect(cells).toContainEqual([id, reason]);
  },
);

test("the page on differences names no case that is answered as recorded", () => {
  const named = cells.filter(([id = ""]) => /^[a-z-]+-\d\d$/.test(id)).map(([id]) => id);
  expect(named.filter((id) => !Object.hasOwn(DIFFERENT, id ?? ""))).toEqual([]);
});
