import { cancelFrame, inNextFrame } from "./frame-scheduler.ts";

type Job = () => void;

/** Milliseconds of a frame for jobs that can wait; what is left of 16 is for the page itself. */
const budget = 5;

const waiting = new Set<Job>();

/** Runs a job in one of the next frames: each takes as many as fit into 5 ms, at least one. A job that waits already keeps its turn. */
export function inTurn(job: Job): void {
  waiting.add(job);
  inNextFrame(takeTurns);
}

/** Takes a waiting job back. */
export function leaveTurn(job: Job): void {
  waiting.delete(job);
  if (waiting.size === 0) cancelFrame(takeTurns);
}

function takeTurns(): void {
  const end = performance.now() + budget;
  for (const job of waiting) {
    waiting.delete(job);
    job();
    if (performance.now() >= end) break;
  }
  if (waiting.size > 0) inNextFrame(takeTurns);
}
