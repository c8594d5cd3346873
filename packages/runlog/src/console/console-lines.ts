import type { OutputRawRecord } from "@stepwell/protocol";
import type { ConsoleLine } from "../run-fold.ts";
import { createTerminal } from "./terminal.ts";
import type { Terminal } from "./terminal.ts";

/** The console of a run: a terminal per stream, and one numbering in the order in which lines are begun. */
export interface ConsoleLines {
  write(record: OutputRawRecord): void;
  /** Lines that were begun or changed since the last call, by number. */
  take(): ConsoleLine[];
}

/** An empty console. */
export function createConsoleLines(): ConsoleLines {
  const changed = new Map<number, ConsoleLine>();
  const terminals = { stdout: terminalOf("stdout"), stderr: terminalOf("stderr") };
  let next = 0;
  let now: number | undefined;

  function terminalOf(stream: ConsoleLine["stream"]): Terminal {
    return createTerminal({
      begin: () => ({ number: next++, stream, time: now }),
      changed: (line, text) => {
        changed.set(line.number, { ...line, text });
      },
    });
  }

  return {
    write({ stream, text, timestamp }) {
      now = timestamp === undefined ? undefined : timestamp.seconds + timestamp.nanos / 1e9;
      terminals[stream].write(text);
    },
    take() {
      const taken = [...changed.values()].sort((a, b) => a.number - b.number);
      changed.clear();
      return taken;
    },
  };
}
