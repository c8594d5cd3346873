import type { SyncProgress } from "@stepwell/core";
import type { World } from "./world.ts";

const REDRAW_MS = 200;
const LINE_MS = 15_000;
const BAR_WIDTH = 24;
/** In a narrower terminal the numbers need the room. */
const NARROWEST_WITH_BAR = 70;

/** How far several deliveries are: a bar that is drawn anew on a terminal, a line now and then elsewhere. */
export interface ProgressView {
  update(folder: string, progress: SyncProgress): void;
  /** One more run has ended. */
  ended(folder: string): void;
  /** Takes the bar away, for lines that are printed above it. */
  clear(): void;
  /** Takes the bar away for good. */
  end(): void;
}

export function createProgressView(options: {
  world: World;
  runs: number;
  isQuiet: boolean;
  /** How a line without a bar begins. Default "Sending". */
  verb?: string;
}): ProgressView {
  const { world, runs, isQuiet, verb = "Sending" } = options;
  const parts = new Map<string, SyncProgress>();
  const ended = new Set<string>();
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
    const begun = [...parts].map(([folder, part]) => (ended.has(folder) ? 1 : shareOf(part)));
    const unbegun = [...ended].filter((folder) => !parts.has(folder)).length;
    const share = begun.reduce((sum, one) => sum + one, unbegun) / runs;
    const { width } = world.output;
    const hasBar = world.isTerminal && width >= NARROWEST_WITH_BAR;
    const whole = progressText([...parts.values()], { share, runs, endedRuns: ended.size, hasBar, verb });
    // A line that breaks can't be drawn over.
    const text = world.isTerminal ? whole.slice(0, width - 1) : whole;
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
    ended: (folder) => void ended.add(folder),
    clear,
    end() {
      cancel();
      clear();
    },
  };
}

/** As `[######------] 52 %   1,200 rows, 3 of 5 files, 1 of 2 runs`. */
function progressText(
  parts: readonly SyncProgress[],
  facts: { share: number; runs: number; endedRuns: number; hasBar: boolean; verb: string },
): string {
  const sum = (name: Exclude<keyof SyncProgress, "waitingFor">): number =>
    parts.reduce((total, part) => total + part[name], 0);
  const { share, runs, endedRuns, hasBar, verb } = facts;
  const filled = Math.floor(share * BAR_WIDTH);
  const bar = `[${"#".repeat(filled)}${"-".repeat(BAR_WIDTH - filled)}] `;
  const percent = `${String(Math.floor(share * 100)).padStart(hasBar ? 3 : 1)} %`;
  const amounts = [
    `${amount(sum("rows"))} rows`,
    ...(sum("filesTotal") > 0 ? [`${amount(sum("files"))} of ${amount(sum("filesTotal"))} files`] : []),
    ...(runs > 1 ? [`${endedRuns} of ${runs} runs`] : []),
  ];
  return `${hasBar ? bar : `${verb}: `}${percent}, ${amounts.join(", ")}`;
}

// Reading is not sending: the last part is for files and the end.
function shareOf({ bytes, bytesTotal }: SyncProgress): number {
  return bytesTotal === 0 ? 0 : Math.min(0.99, bytes / bytesTotal);
}

function amount(value: number): string {
  return value.toLocaleString("en-US");
}
