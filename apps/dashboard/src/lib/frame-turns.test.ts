import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { inTurn, leaveTurn } from "./frame-turns.ts";

let frames: (() => void)[] = [];
let now = 0;

beforeEach(() => {
  frames = [];
  now = 0;
  vi.stubGlobal("requestAnimationFrame", (run: () => void) => frames.push(run));
  vi.stubGlobal("performance", { now: () => now });
});

afterEach(() => vi.unstubAllGlobals());

function drawFrame(): void {
  const due = frames;
  frames = [];
  for (const run of due) run();
}

test("a frame takes jobs until its time is used up, and at least one", () => {
  const done: string[] = [];
  const job = (name: string, cost: number) => (): void => {
    done.push(name);
    now += cost;
  };
  for (const [name, cost] of [
    ["a", 2],
    ["b", 2],
    ["c", 2],
    ["d", 40],
    ["e", 1],
  ] as const)
    inTurn(job(name, cost));
  drawFrame();
  expect(done).toEqual(["a", "b", "c"]);
  drawFrame();
  expect(done).toEqual(["a", "b", "c", "d"]);
  drawFrame();
  expect(done).toEqual(["a", "b", "c", "d", "e"]);
  expect(frames).toEqual([]);
});

test("a job that is asked for twice runs once, and one that is taken back never", () => {
  let runs = 0;
  const job = (): void => void (runs += 1);
  inTurn(job);
  inTurn(job);
  drawFrame();
  expect(runs).toBe(1);
  inTurn(job);
  leaveTurn(job);
  drawFrame();
  expect(runs).toBe(1);
});
