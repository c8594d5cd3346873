import { writeSync } from "node:fs";
import { init } from "@stepwell/core";

/** One of several processes that write a run: rows `{ writer, i }`. Tells file descriptor 3 of each `log` that has returned. */
const [, , folder = "", writer = "", rows = ""] = process.argv;
const PIPE = 3;
const YIELD_ROWS = 50;
const byte = new Uint8Array(1);

const run = await init({
  id: "together",
  project: "writers",
  dir: folder,
  mode: "offline",
  silent: true,
  stats: false,
});

for (let i = 0; i < Number(rows); i++) {
  run.log({ writer: Number(writer), i, loss: 1 / (i + 1) });
  tellJudge();
  // The others have their turns, so that all of them write at the same time.
  if (i % YIELD_ROWS === 0) await new Promise((resolve) => setTimeout(resolve, 1));
}
await run.finish();

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
