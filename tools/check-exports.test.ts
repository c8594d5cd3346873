import { expect, it } from "vitest";
import { compareExports } from "./check-exports.mjs";

it("says nothing when every door exports what is written", () => {
  expect(compareExports({ "a/node": ["one", "type Two"] }, { "a/node": ["one", "type Two"] })).toEqual([]);
});

it("names what came, what went and what turned from a value into a type", () => {
  const committed = { a: ["gone", "turned"], removed: ["one"] };
  const current = { a: ["came", "type turned"], added: ["two"] };
  expect(compareExports(committed, current)).toEqual([
    '"a" now exports "came".',
    '"a" now exports "type turned".',
    '"a" no longer exports "gone".',
    '"a" no longer exports "turned".',
    '"added" now exports "two".',
    '"removed" no longer exports "one".',
  ]);
});
