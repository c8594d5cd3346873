import { expect, test } from "vitest";
import { createTrace } from "./trace.ts";

function hashOf(...lines: string[]): string {
  const trace = createTrace(0);
  for (const line of lines) trace.note(line);
  return trace.hash;
}

test("the hash tells lines, their order and where one ends", () => {
  expect(hashOf("a", "b")).toBe(hashOf("a", "b"));
  const others = [hashOf("b", "a"), hashOf("ab"), hashOf("a"), hashOf("a", "b", ""), hashOf()];
  expect(new Set([hashOf("a", "b"), ...others]).size).toBe(6);
  expect(hashOf("a")).toMatch(/^[0-9a-f]{16}$/);
});

test("the last lines are kept, oldest first", () => {
  const trace = createTrace(3);
  for (const line of ["1", "2"]) trace.note(line);
  expect(trace.tail()).toEqual(["1", "2"]);
  for (const line of ["3", "4"]) trace.note(line);
  expect(trace.tail()).toEqual(["2", "3", "4"]);
  expect(trace.lines).toBe(4);
});
