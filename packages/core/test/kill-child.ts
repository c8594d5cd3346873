import { writeSync } from "node:fs";
import { init } from "../src/node/index.ts";

/** Logs rows `{ i }` in the given manner until it is killed; tells file descriptor 3 of each `log` that has returned. */
const [, , folder = "", manner = ""] = process.argv;
const PIPE = 3;
const byte = new Uint8Array(1);

const run = await init({ project: "kill", dir: folder, silent: true });
let rows = 0;

function logOne(): void {
  run.log({ i: rows, loss: 1 / (rows + 1), nested: { square: rows * rows } });
  rows += 1;
  tellJudge();
}

function tellJudge(): void {
  for (;;) {
    try {
      writeSync(PIPE, byte);
      return;
    } catch (error) {
      // The judge reads slower than we log; it must hear of every row.
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
    }
  }
}

function compute(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

switch (manner) {
  case "steady":
    setInterval(logOne, 5);
    break;
  case "full":
    for (;;) logOne();
  case "computing":
    for (;;) {
      logOne();
      compute(2000);
    }
  default:
    throw new Error(`The manner "${manner}" is unknown.`);
}
