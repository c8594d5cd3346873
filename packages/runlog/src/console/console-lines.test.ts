import { beforeEach, expect, test } from "vitest";
import { createConsoleLines } from "./console-lines.ts";
import type { ConsoleLines } from "./console-lines.ts";

let lines: ConsoleLines;
let seconds: number;

beforeEach(() => {
  lines = createConsoleLines();
  seconds = 0;
});

function write(text: string, stream: "stdout" | "stderr" = "stdout"): void {
  seconds += 1;
  lines.write({ type: "output-raw", stream, text, timestamp: { seconds, nanos: 500_000_000 } });
}

function texts(): string[] {
  return lines.take().map(({ text }) => text);
}

test("a line has the time and the number of its begin, and comes again when it changes", () => {
  write("a");
  write("b\n", "stderr");
  expect(lines.take()).toEqual([
    { number: 0, stream: "stdout", time: 1.5, text: "a" },
    { number: 1, stream: "stderr", time: 2.5, text: "b" },
  ]);
  write("c");
  expect(lines.take()).toEqual([{ number: 0, stream: "stdout", time: 1.5, text: "ac" }]);
  expect(lines.take()).toEqual([]);
});

test("the cursor goes down as well, and what is skipped are empty lines", () => {
  write("one\ntwo\u001b[A\r1\u001b[B\r2\u001b[B\u001b[Bx");
  expect(texts()).toEqual(["1ne", "2wo", "", " x"]);
});

test("a character beyond the basic plane is one column", () => {
  write("😀b\rxy");
  expect(texts()).toEqual(["xy"]);
});

test("text beyond column 4096 is dropped until the cursor returns", () => {
  write(`${"x".repeat(5000)}\rY`);
  expect(texts()).toEqual([`Y${"x".repeat(4095)}`]);
});

test("an escape that begins another one is text", () => {
  write("a\u001b\u001b[Ab\u001b[");
  write("\nc");
  expect(texts()).toEqual(["a\u001bb\u001b[", "c"]);
});

test("only the latest 32 lines can change, and older ones come once in one write of many", () => {
  write(Array.from({ length: 1000 }, (_, index) => `l${index}\n`).join(""));
  expect(lines.take()).toHaveLength(1000);
  write(`${"\u001b[A".repeat(100)}T`);
  expect(lines.take()).toEqual([{ number: 969, stream: "stdout", time: 1.5, text: "T969" }]);
});

test("a record without a time gives lines without one", () => {
  lines.write({ type: "output-raw", stream: "stdout", text: "a" });
  expect(lines.take()).toEqual([{ number: 0, stream: "stdout", time: undefined, text: "a" }]);
});
