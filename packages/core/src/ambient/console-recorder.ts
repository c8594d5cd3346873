import type { Clock } from "@stepwell/effects";
import type { OutputRawRecord } from "@stepwell/protocol";
import { timestampOf } from "../run/timestamp.ts";
import type { ConsoleStream } from "./ambient.ts";

/** In each second, at most this many characters and writes go into the run file. */
const MAX_CHARACTERS = 1024 * 1024;
const MAX_WRITES = 10_000;
const WINDOW_MS = 1000;

/**
 * Turns console output into records, one per write, within a budget per second; `drop` is called for each write that
 * is over it, wholly or in part.
 */
export function createConsoleRecorder(options: {
  clock: Clock;
  write: (record: OutputRawRecord) => boolean;
  drop: () => void;
}): (stream: ConsoleStream, text: string) => void {
  const { clock, write, drop } = options;
  let windowStart = -Infinity;
  let characters = 0;
  let writes = 0;

  return (stream, text) => {
    if (text === "") return;
    const now = clock.monotonic();
    if (now - windowStart >= WINDOW_MS) {
      windowStart = now;
      characters = MAX_CHARACTERS;
      writes = MAX_WRITES;
    }
    const kept = writes > 0 ? text.slice(0, characters) : "";
    characters -= kept.length;
    writes -= 1;
    const isWritten =
      kept !== "" && write({ type: "output-raw", stream, timestamp: timestampOf(clock.now()), text: kept });
    if (!isWritten || kept.length < text.length) drop();
  };
}
