import type { SyncProgress } from "@stepwell/core";
import type { World } from "./world.ts";

const REDRAW_MS = 200;
const LINE_MS = 15_000;
const BAR_WIDTH = 24;

/** How far several deliveries are: a bar that is drawn anew on a terminal, a line now and then elsewhere. */
export interface ProgressView {
  update(folder: string, progress: SyncProgress): void;
  /** One more run has ended. */
  ended(): void;
  /** Takes the bar away, for lines that are printed above it. */
  clear(): void;
  /** Takes the bar away for good. */
  end(): void;
}

export function createProgressView(options: { world: World; runs: number; isQuiet: boolean }): ProgressView {
  const { world, runs, isQuiet } = options;
  const parts = new Map<string, SyncProgress>();
  let endedRuns = 0;
  let drawn = "";
  let cancel = (): void => undefined;
  if (!isQuiet) schedule();

  function schedule(): void {
    cancel = world.clock.after(world.isTerminal ? REDRAW_MS : LINE_MS, () => {
      show();
      schedule();
    });
  }

  function show(): void {
    const text = progressText([...parts.values()], { runs, endedRuns, hasBar: world.isTerminal });
    if (text === drawn || parts.size === 0) return;
    if (world.isTerminal) world.draw(`\r${text.padEnd(drawn.length)}`);
    else world.printError(text);
    drawn = text;
  }

  function clear(): void {
    if (world.isTerminal && drawn !== "") world.draw(`\r${" ".repeat(drawn.length)}\r`);
    if (world.isTerminal) drawn = "";
  }

  return {
    update: (folder, progress) => void parts.set(folder, progress),
    ended() {
      endedRuns += 1;
    },
    clear,
    end() {
      cancel();
      clear();
    },
  };
}

/** As `[######------] 52 %   1,200 rows, 3 of 5 files, 1 of 2 runs`. */
export function progressText(
  parts: readonly SyncProgress[],
  { runs, endedRuns, hasBar }: { runs: number; endedRuns: number; hasBar: boolean },
): string {
  const sum = (name: keyof SyncProgress): number => parts.reduce((total, part) => total + part[name], 0);
  const started = parts.length === 0 ? 0 : sum("bytes") / Math.max(1, sum("bytesTotal"));
  const share = Math.min(1, (started * parts.length) / Math.max(1, runs));
  const filled = Math.floor(share * BAR_WIDTH);
  const bar = `[${"#".repeat(filled)}${"-".repeat(BAR_WIDTH - filled)}] `;
  const percent = `${String(Math.floor(share * 100)).padStart(hasBar ? 3 : 1)} %`;
  const amounts = [
    `${amount(sum("rows"))} rows`,
    ...(sum("filesTotal") > 0 ? [`${amount(sum("files"))} of ${amount(sum("filesTotal"))} files`] : []),
    ...(runs > 1 ? [`${endedRuns} of ${runs} runs`] : []),
  ];
  return `${hasBar ? bar : "Sending: "}${percent}, ${amounts.join(", ")}`;
}

function amount(value: number): string {
  return value.toLocaleString("en-US");
}
