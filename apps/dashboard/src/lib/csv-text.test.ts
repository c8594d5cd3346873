import { expect, test } from "vitest";
import { csvText } from "./csv-text.ts";
import { fileName } from "./save-file.ts";

test("numbers are written in full, and nothing as nothing", () => {
  expect(csvText([["a", 0.1 + 0.2, -1, 9_007_199_254_740_993n, null, undefined, Number.NaN]])).toBe(
    "a,0.30000000000000004,-1,9007199254740993,,,NaN\r\n",
  );
});

test.each([
  ['say "hi"', '"say ""hi"""'],
  ["a,b", '"a,b"'],
  ["two\nlines", '"two\nlines"'],
  ["=1+1", "'=1+1"],
  ["@SUM(A1)", "'@SUM(A1)"],
  ["-cmd|' /C calc'!A0", "'-cmd|' /C calc'!A0"],
  ['=HYPERLINK("x",1)', '"\'=HYPERLINK(""x"",1)"'],
])("the text %j is the field %s", (text, field) => {
  expect(csvText([[text]])).toBe(`${field}\r\n`);
});

test.each([
  ["val/loss", "val-loss.csv"],
  ["../../etc/passwd", "etc-passwd.csv"],
  ["…", "file.csv"],
  ["x".repeat(300), `${"x".repeat(100)}.csv`],
])("what is saved of %j is named %s", (title, name) => {
  expect(fileName({ title, ending: "csv" })).toBe(name);
});
