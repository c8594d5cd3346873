import fc from "fast-check";
import { RE2JS } from "re2js";
import { expect, test } from "vitest";
import { simplePattern } from "./simple-pattern.ts";

const piece = fc.constantFrom(
  "a",
  "B",
  "1",
  "-",
  " ",
  ".",
  "\\.",
  "\\$",
  "[a-c]",
  "[0b]",
  "[A-Z0]",
  "_",
  "k",
  "s",
  "\\\\",
);
const pattern = fc
  .tuple(
    fc.constantFrom("", "(?i)"),
    fc.constantFrom("", "^"),
    fc.array(piece, { maxLength: 3 }),
    fc.constantFrom("", "", "*", "+"),
    fc.array(piece, { maxLength: 3 }),
    fc.constantFrom("", "$"),
  )
  .map(
    ([flag, start, before, repeat, after, end]) =>
      flag + start + before.join("") + repeat + after.join("") + end,
  );
const text = fc
  .array(
    fc.constantFrom(
      "a",
      "b",
      "B",
      "c",
      "1",
      "0",
      "-",
      " ",
      ".",
      "$",
      "_",
      "\n",
      "\r",
      "\u2028",
      "\u212a",
      "\u017f",
      "😀",
      "\ud83d",
      "\\",
    ),
    {
      maxLength: 8,
    },
  )
  .map((parts) => parts.join(""));

test("a simple pattern finds what RE2 finds", () => {
  let simple = 0;
  fc.assert(
    fc.property(pattern, fc.array(text, { minLength: 1, maxLength: 20 }), (source, texts) => {
      const own = simplePattern(source);
      if (own === undefined) return;
      simple += 1;
      const reference = RE2JS.compile(source);
      for (const one of texts)
        expect([source, one, own.test(one)]).toEqual([source, one, reference.test(one)]);
    }),
    { numRuns: 3000 },
  );
  expect(simple).toBeGreaterThan(1000);
});

test.each([
  "a*b",
  "^a*b*",
  "^(a)",
  "a|b",
  "a?",
  "^a+?",
  "a{3}",
  "[^a]",
  "[[:alpha:]]",
  "\\d",
  "\\bx",
  "(?s)a",
  "é",
  "[z-a]",
  "^*",
  "a^",
  "a$b",
])("%s is left to RE2", (source) => {
  expect(simplePattern(source)).toBeUndefined();
});
