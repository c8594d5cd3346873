import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { captureConsole, withoutCapture } from "./capture-console.ts";

// The real streams stay quiet; what reaches them is noted.
let reached: unknown[];
const before = { stdout: process.stdout.write, stderr: process.stderr.write };

beforeEach(() => {
  reached = [];
  const note = (chunk: unknown): boolean => {
    reached.push(chunk);
    return true;
  };
  process.stdout.write = note as typeof process.stdout.write;
  process.stderr.write = note as typeof process.stderr.write;
});

afterEach(() => {
  process.stdout.write = before.stdout;
  process.stderr.write = before.stderr;
});

test("writes reach the stream first and then every listener, until each has stopped", () => {
  const quiet = process.stdout.write;
  const one: string[] = [];
  const two: string[] = [];
  const stopOne = captureConsole((stream, text) => one.push(`${stream}:${text}:${reached.length}`));
  const stopTwo = captureConsole((stream, text) => two.push(`${stream}:${text}`));
  process.stdout.write("a");
  process.stderr.write("b\n");
  stopOne();
  stopOne();
  process.stdout.write("c");
  stopTwo();
  process.stdout.write("d");
  expect(one).toEqual(["stdout:a:1", "stderr:b\n:2"]);
  expect(two).toEqual(["stdout:a", "stderr:b\n", "stdout:c"]);
  expect(reached).toEqual(["a", "b\n", "c", "d"]);
  expect(process.stdout.write).toBe(quiet);
});

test("bytes are text, also when a character is split over two writes", () => {
  const texts: string[] = [];
  const stop = captureConsole((_, text) => texts.push(text));
  const bytes = Buffer.from("aé");
  process.stdout.write(bytes.subarray(0, 2));
  process.stdout.write(bytes.subarray(2));
  process.stdout.write("6f6b", "hex");
  stop();
  expect(texts.join("")).toBe("aéok");
});

test("a listener that prints does not hear itself, and one that throws disturbs nobody", () => {
  const texts: string[] = [];
  const stopPrinting = captureConsole((_, text) => {
    texts.push(text);
    process.stdout.write("from the listener");
  });
  const stopThrowing = captureConsole(() => {
    throw new Error("broken");
  });
  expect(process.stdout.write("x")).toBe(true);
  stopPrinting();
  stopThrowing();
  expect(texts).toEqual(["x"]);
  expect(reached).toEqual(["x", "from the listener"]);
});

test("what is written without capture is only printed", () => {
  const listener = vi.fn();
  const stop = captureConsole(listener);
  withoutCapture(() => process.stdout.write("block"));
  stop();
  expect(listener).not.toHaveBeenCalled();
  expect(reached).toEqual(["block"]);
});

test("an error that ends the process is heard, as it stands in the log", () => {
  const texts: string[] = [];
  const listenersBefore = process.listenerCount("uncaughtExceptionMonitor");
  const stop = captureConsole((stream, text) => texts.push(`${stream}:${text}`));
  (process as NodeJS.EventEmitter).emit("uncaughtExceptionMonitor", new TypeError("broken"));
  stop();
  expect(process.listenerCount("uncaughtExceptionMonitor")).toBe(listenersBefore);
  expect(texts).toEqual([expect.stringMatching(/^stderr:Uncaught TypeError: broken\n {4}at [^]*\n$/)]);
  expect(reached).toEqual([]);
});

test("somebody who patches on top keeps the patch, and a later capture hears each write once", () => {
  const texts: string[] = [];
  const stop = captureConsole((_, text) => texts.push(text));
  const below = process.stdout.write;
  const top = ((...args: Parameters<typeof below>) =>
    Reflect.apply(below, process.stdout, args)) as typeof below;
  process.stdout.write = top;
  stop();
  expect(process.stdout.write).toBe(top);
  process.stdout.write("not heard");
  const stopAgain = captureConsole((_, text) => texts.push(text));
  process.stdout.write("heard");
  stopAgain();
  expect(texts).toEqual(["heard"]);
  expect(process.stdout.write).toBe(top);
});
