import { expect, test } from "vitest";
import { indexedColour, trueColour } from "./ansi-colour.ts";
import { ansiPieces, plainText } from "./ansi.ts";

const looks = (codes: string): string => ansiPieces(`\u001b[${codes}mx`)[0]?.look ?? "none";

test.each([
  ["31", "a1"],
  ["97", ""],
  ["90", "ad"],
  ["2", "ad"],
  ["1;4;9", "ab au as"],
  ["7", "ki"],
  ["32;41", "a2 k1"],
  ["104", "k4"],
  ["38;5;196", "a1"],
  ["38;5;70", "a2"],
  ["38;5;244", "ad"],
  ["38;5;255", ""],
  ["48;5;21", "k4"],
  ["38;2;255;0;200", "a5"],
  ["38:2:0:200:200", "a6"],
  ["38;2;250;250;250", ""],
  ["38;5", ""],
  ["38", ""],
  ["1;31;0", ""],
  ["31;39;1;22", ""],
  ["999999", ""],
])("the codes %s look like %j", (codes, look) => {
  expect(looks(codes)).toBe(look);
});

test("every colour of the 256 is one of those that can be read", () => {
  for (let index = 0; index < 256; index++)
    expect(["", "1", "2", "3", "4", "5", "6", "d"]).toContain(indexedColour(index));
  expect(indexedColour(256)).toBe("");
  expect(trueColour(Number.NaN, 0, 0)).toBe("");
});

test("a progress bar is its last state", () => {
  expect(plainText("10 %\r50 %\r100 %\r")).toBe("100 %");
  expect(plainText("\r\u001b[Kdone")).toBe("done");
  expect(plainText("\r")).toBe("");
});

test("escapes that end nowhere and markup are text or nothing", () => {
  expect(plainText("a\u001b[31")).toBe("a\u001b[31");
  expect(plainText("<script>\u001b]8;;javascript:alert(1)\u0007x\u001b]8;;\u0007</script>")).toBe(
    "<script>x</script>",
  );
});
