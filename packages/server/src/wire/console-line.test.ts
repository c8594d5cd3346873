import { expect, test } from "vitest";
import { parseConsoleLine } from "./console-line.ts";

const time = Date.UTC(2026, 0, 2, 3, 4, 5) / 1000 + 0.25;

test.each([
  ["2026-01-02T03:04:05.250000 hello", { stream: "stdout", time, text: "hello" }],
  ["ERROR 2026-01-02T03:04:05.250000 bad", { stream: "stderr", time, text: "bad" }],
  ["2026-01-02T03:04:05.250000 [rank 1] x", { stream: "stdout", time, text: "[rank 1] x" }],
  ['{"ts":"2026-01-02T03:04:05.250000","content":"a \\u003c b"}', { stream: "stdout", time, text: "a < b" }],
  [
    '{"level":"error","ts":"2026-01-02T03:04:05.250000","label":"r1","content":""}',
    { stream: "stderr", time, text: "", label: "r1" },
  ],
  ['{"ts":"yesterday","content":"x"}', { stream: "stdout", time: undefined, text: "x" }],
  ['{"content":"no time"}', { stream: "stdout", time: undefined, text: '{"content":"no time"}' }],
  ['{"ts":1,"content":2}', { stream: "stdout", time: undefined, text: '{"ts":1,"content":2}' }],
  ["{broken", { stream: "stdout", time: undefined, text: "{broken" }],
  ["", { stream: "stdout", time: undefined, text: "" }],
])("%s", (line, expected) => {
  expect(parseConsoleLine(line, 7)).toEqual({ number: 7, ...expected });
});

test("microseconds are kept", () => {
  const line = parseConsoleLine('{"ts":"2026-01-02T03:04:05.250001","content":"x"}', 0);
  expect(line.time).toBeCloseTo(time + 1e-6, 6);
});
