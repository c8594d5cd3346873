import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { captureConsole, printPastCapture } from "./browser-console.ts";

const NAMES = ["log", "info", "debug", "warn", "error"] as const;
const printed: unknown[][] = [];
const stops: (() => void)[] = [];

beforeEach(() => {
  for (const name of NAMES)
    vi.spyOn(console, name).mockImplementation((...values) => void printed.push(values));
});

afterEach(() => {
  for (const stop of stops.splice(0)) stop();
  printed.length = 0;
  vi.restoreAllMocks();
});

function capture(): string[] {
  const heard: string[] = [];
  stops.push(captureConsole((stream, text) => heard.push(`${stream}: ${text}`)));
  return heard;
}

/** Calls a method of the console by its name, as a page does. */
function say(name: (typeof NAMES)[number], ...values: unknown[]): void {
  (Reflect.get(console, name) as (...all: unknown[]) => void)(...values);
}

test("what a page prints goes to the console and to the run", () => {
  const heard = capture();
  say("log", "loss", 0.5, { a: [1] });
  say("error", "oh");
  expect(printed).toEqual([["loss", 0.5, { a: [1] }], ["oh"]]);
  expect(heard).toEqual(['stdout: loss 0.5 {"a":[1]}\n', "stderr: oh\n"]);
});

test("values that can't be shown don't keep the page from printing", () => {
  const heard = capture();
  const round: Record<string, unknown> = {};
  round["round"] = round;
  const hostile = {
    toJSON() {
      throw new Error("no");
    },
  };
  say("log", round, hostile, undefined, 1n, Symbol("s"));
  expect(heard).toEqual(["stdout: [object Object] [object Object] undefined [object BigInt] Symbol(s)\n"]);
  expect(printed).toHaveLength(1);
});

test("a listener that prints is not told of it, and the blocks of a run are not captured", () => {
  const heard: string[] = [];
  stops.push(
    captureConsole((_, text) => {
      heard.push(text);
      say("log", "from the listener");
    }),
  );
  say("log", "once");
  printPastCapture("a block\n");
  expect(heard).toEqual(["once\n"]);
  expect(printed).toEqual([["once"], ["from the listener"], ["a block"]]);
});

test("the console is as before when the last listener has stopped", () => {
  const before = NAMES.map((name) => Reflect.get(console, name) as unknown);
  const first = captureConsole(() => undefined);
  const second = captureConsole(() => undefined);
  first();
  first();
  expect(Reflect.get(console, "log")).not.toBe(before[0]);
  second();
  expect(NAMES.map((name) => Reflect.get(console, name) as unknown)).toEqual(before);
});
