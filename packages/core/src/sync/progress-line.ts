import type { World } from "../world.ts";
import type { SyncProgress } from "./run-sync.ts";

/** What takes longer is shown. */
const QUIET_MS = 2000;
/** On a terminal the line is drawn anew this often; in a log file a line stands this often. */
const REDRAW_MS = 250;
const LINE_MS = 15_000;

/** Shows how far the end of a run's delivery is: one line that changes on a terminal, a line now and then elsewhere. */
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
  let cancel = silent ? (): void => undefined : world.clock.after(QUIET_MS, show);

  function show(): void {
    const text = `Stepwell: sending to the server, ${progressText(progress())}`;
    if (isTerminal) world.print(`\r${text.padEnd(shown.length)}`);
    else world.print(`${text}\n`);
    shown = text;
    cancel = world.clock.after(isTerminal ? REDRAW_MS : LINE_MS, show);
  }

  return {
    end() {
      cancel();
      if (shown !== "" && isTerminal) world.print(`\r${" ".repeat(shown.length)}\r`);
    },
  };
}

/** As `62 %, 1,200 rows, 3 of 5 files`. */
function progressText(progress: SyncProgress | undefined): string {
  if (progress === undefined || progress.bytesTotal === 0) return "waiting for an answer";
  const { rows, bytes, bytesTotal, files, filesTotal } = progress;
  const parts = [
    `${Math.floor((bytes / bytesTotal) * 100)} %`,
    `${rows.toLocaleString("en-US")} ${rows === 1 ? "row" : "rows"}`,
    ...(filesTotal === 0 ? [] : [`${files} of ${filesTotal} files`]),
  ];
  return parts.join(", ");
}
