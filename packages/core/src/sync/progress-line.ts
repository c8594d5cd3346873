import type { World } from "../world.ts";
import type { SyncProgress } from "./run-sync.ts";

/** What takes longer is shown. */
const QUIET_MS = 2000;
/** On a terminal the line is drawn anew this often; in a log file a line stands this often. */
const REDRAW_MS = 250;
const LINE_MS = 15_000;

/**
 * Shows how far the end of a run's delivery is: one line that changes on a terminal, a line now and then elsewhere. What
 * it waits for has a line of its own, once for each reason.
 */
export interface ProgressLine {
  /** Takes the line away. */
  end(): void;
}

export function createProgressLine(options: {
  world: Pick<World, "clock" | "print" | "isTerminal">;
  silent: boolean;
  progress: () => SyncProgress | undefined;
}): ProgressLine {
  const { world, silent, progress } = options;
  const isTerminal = world.isTerminal ?? false;
  let shown = "";
  let told: string | undefined;
  let nextLineMs = 0;
  let nextWhyMs = 0;
  let cancel = silent ? (): void => undefined : world.clock.after(QUIET_MS, show);

  function show(): void {
    const now = progress();
    tellWhy(now?.waitingFor);
    const text = `Stepwell: sending to the server, ${progressText(now)}`;
    if (isTerminal) {
      world.print(`\r${text.padEnd(shown.length)}`);
      shown = text;
    } else if (world.clock.monotonic() >= nextLineMs) {
      world.print(`${text}\n`);
      nextLineMs = world.clock.monotonic() + LINE_MS;
    }
    cancel = world.clock.after(REDRAW_MS, show);
  }

  function tellWhy(why: string | undefined): void {
    if (why === undefined || why === told || world.clock.monotonic() < nextWhyMs) return;
    told = why;
    nextWhyMs = world.clock.monotonic() + LINE_MS;
    clear();
    world.print(`Stepwell: waiting for the server. ${withoutPackage(why)} It is tried again and again.\n`);
  }

  function clear(): void {
    if (shown !== "") world.print(`\r${" ".repeat(shown.length)}\r`);
    shown = "";
  }

  return {
    end() {
      cancel();
      clear();
    },
  };
}

function withoutPackage(sentence: string): string {
  return sentence.replace(/^\[\w+\] /, "");
}

/** As `62 %, 1,200 rows, 3 of 5 files`. */
function progressText(progress: SyncProgress | undefined): string {
  if (progress === undefined || progress.bytesTotal === 0) return "waiting for an answer";
  const { rows, bytes, bytesTotal, files, filesTotal } = progress;
  const parts = [
    // Reading is not sending: the last part is for files and the end.
    `${Math.floor(Math.min(0.99, bytes / bytesTotal) * 100)} %`,
    `${rows.toLocaleString("en-US")} ${rows === 1 ? "row" : "rows"}`,
    ...(filesTotal === 0 ? [] : [`${files} of ${filesTotal} files`]),
  ];
  return parts.join(", ");
}
