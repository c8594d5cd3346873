import { blockOf } from "@stepwell/storage/adapter";
import type { Stream } from "@stepwell/storage";
import type { Sealer } from "./seal.ts";
import type { StreamState } from "./stream-states.ts";

/**
 * Decides when tails are joined and blocks are sealed. Work waits here so that it is done between commits, one piece at a
 * time, and an acknowledgement never waits for more than one of them.
 */
export interface TidyQueue {
  /** Pieces of work that wait. */
  readonly length: number;
  /** Notes when a stream got rows. */
  touched(run: number, name: Stream, nowMs: number): void;
  /** Looks for work after rows were added. */
  grown(state: StreamState): void;
  noticeQuiet(nowMs: number, quietMs: number, find: FindState): void;
  /** Does one piece of work; `changed` hears of the stream. */
  tidy(find: FindState, changed: (state: StreamState) => void): void;
  /** Gives up what is half sealed of a stream whose rows are about to be cut; it is found again when the stream grows. */
  interrupt(state: StreamState): void;
  removed(state: StreamState): void;
  /** Drops the work; it is found again when the streams grow or fall quiet. */
  forget(): void;
}

type FindState = (run: number, name: Stream) => StreamState | undefined;

interface Job {
  readonly run: number;
  readonly name: Stream;
  readonly block: number;
  readonly kind: "join" | "seal";
}

/** Tails with fewer rows are joined when there are this many of them in a block. */
const SMALL_ROWS = 64;
const MANY_TAILS = 64;
/** Late rows of a sealed block are worth sealing again from here on. */
const WORTH_SEALING = 1024;
/** A quiet stream with fewer rows waits for `PATIENCE` times as long, since rows that follow make its block be sealed anew. */
const WORTH_SEALING_QUIET = 512;
const PATIENCE = 30;

export function createTidyQueue(sealer: Sealer): TidyQueue {
  const jobs = new Map<string, Job>();
  let sealing:
    | { readonly state: StreamState; readonly block: number; readonly step: () => boolean }
    | undefined;
  const lastGrowth = new Map<string, { readonly run: number; readonly name: Stream; readonly ms: number }>();

  const add = (job: Job): void => {
    jobs.set(`${job.run} ${job.name} ${job.block} ${job.kind}`, job);
  };

  const interrupt = (state: StreamState): void => {
    if (sealing?.state === state) sealing = undefined;
  };

  return {
    get length() {
      return jobs.size + (sealing === undefined ? 0 : 1);
    },
    touched(run, name, ms) {
      lastGrowth.set(`${run} ${name}`, { run, name, ms });
    },
    grown(state) {
      const open = blockOf(state.lines);
      const { run, name } = state;
      for (const [block, { tails, rows, small }] of tailsByBlock(state)) {
        if (block < open && (rows >= WORTH_SEALING || tails >= MANY_TAILS))
          add({ run, name, block, kind: "seal" });
        else if (small >= MANY_TAILS) add({ run, name, block, kind: "join" });
      }
    },
    noticeQuiet(nowMs, quietMs, find) {
      for (const [key, { run, name, ms }] of lastGrowth) {
        if (nowMs - ms < quietMs) continue;
        const state = find(run, name);
        const blocks = state === undefined ? [] : [...tailsByBlock(state)];
        const rows = blocks.reduce((sum, [, tails]) => sum + tails.rows, 0);
        if (rows < WORTH_SEALING_QUIET && nowMs - ms < quietMs * PATIENCE) continue;
        lastGrowth.delete(key);
        for (const [block] of blocks) add({ run, name, block, kind: "seal" });
      }
    },
    tidy(find, changed) {
      if (sealing !== undefined) {
        const { state, block, step } = sealing;
        const { run, name } = state;
        // The memory of streams may have been dropped meanwhile; then it is begun anew.
        const isKnown = find(run, name) === state;
        if (isKnown) changed(state);
        else add({ run, name, block, kind: "seal" });
        if (!isKnown || step()) sealing = undefined;
        return;
      }
      for (const [key, { run, name, block, kind }] of jobs) {
        jobs.delete(key);
        const state = find(run, name);
        if (state === undefined) continue;
        changed(state);
        const runs = kind === "join" ? consecutiveTails(state, block) : [];
        if (kind === "seal" || runs.length > MANY_TAILS / 2) {
          const step = sealer.beginSeal(state, block);
          if (!step()) sealing = { state, block, step };
        } else for (const ids of runs) if (ids.length > 1) sealer.join(state, ids);
        return;
      }
    },
    interrupt,
    removed(state) {
      interrupt(state);
      lastGrowth.delete(`${state.run} ${state.name}`);
    },
    forget() {
      sealing = undefined;
      jobs.clear();
    },
  };
}

function tailsByBlock(state: StreamState): Map<number, { tails: number; rows: number; small: number }> {
  const blocks = new Map<number, { tails: number; rows: number; small: number }>();
  for (const { line, rows } of state.tails.values()) {
    const block = blocks.get(blockOf(line)) ?? { tails: 0, rows: 0, small: 0 };
    block.tails += 1;
    block.rows += rows;
    if (rows < SMALL_ROWS) block.small += 1;
    blocks.set(blockOf(line), block);
  }
  return blocks;
}

// Groups a block's small tails so that in each group the rows follow each other.
function consecutiveTails(state: StreamState, block: number): number[][] {
  const small = [...state.tails]
    .filter(([, { line, rows }]) => blockOf(line) === block && rows < SMALL_ROWS)
    .toSorted(([, a], [, b]) => a.line - b.line);
  const runs: number[][] = [];
  let next = -1;
  for (const [id, { line, rows }] of small) {
    if (line !== next) runs.push([]);
    runs.at(-1)?.push(id);
    next = line + rows;
  }
  return runs;
}
