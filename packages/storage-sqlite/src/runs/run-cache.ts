import type { RunUpdate, StoredRun, StoredSource } from "@stepwell/storage";

/**
 * A store's memory of runs that are being fed, since every batch of rows asks for its run: the answer must not wait behind
 * a chart. It is right because one process at a time writes a file, and all of its writes pass here.
 */
export interface RunCache {
  /** The run as the newest write that has resolved left it; asks `read` where it is not known. */
  run(number: number, read: () => Promise<StoredRun | undefined>): Promise<StoredRun | undefined>;
  /** Does a write; `change` says what it makes of the run, or undefined where only the file can tell. */
  write<Result>(
    number: number,
    work: () => Promise<Result>,
    change: (run: StoredRun) => StoredRun | undefined,
  ): Promise<Result>;
  /** Does a write of which it is not known what it changes. */
  writeAny<Result>(work: () => Promise<Result>): Promise<Result>;
}

const MOST_RUNS = 256;
/** A run with more is read each time. */
const MOST_SOURCES = 32;

/** Makes an empty one. */
export function createRunCache(): RunCache {
  const runs = new Map<number, StoredRun>();
  /** Writes under way, by run; -1 for those that may concern any. */
  const writing = new Map<number, number>();
  /** Reads under way whose answers are still as good as new. */
  const reading = new Set<{ readonly number: number }>();

  function keep(number: number, run: StoredRun | undefined): void {
    runs.delete(number);
    if (run === undefined || run.sources.length > MOST_SOURCES) return;
    runs.set(number, run);
    const [oldest] = runs.keys();
    if (runs.size > MOST_RUNS && oldest !== undefined) runs.delete(oldest);
  }

  function outdate(number: number): void {
    for (const read of reading) if (number < 0 || read.number === number) reading.delete(read);
  }

  function begin(number: number): void {
    writing.set(number, (writing.get(number) ?? 0) + 1);
    outdate(number);
  }

  function end(number: number): void {
    const left = (writing.get(number) ?? 0) - 1;
    if (left > 0) writing.set(number, left);
    else writing.delete(number);
  }

  return {
    async run(number, read) {
      const known = runs.get(number);
      if (known !== undefined) return known;
      const mark = { number };
      if (!writing.has(number) && !writing.has(-1)) reading.add(mark);
      try {
        const run = await read();
        if (reading.has(mark)) keep(number, run);
        return run;
      } finally {
        reading.delete(mark);
      }
    },
    async write(number, work, change) {
      begin(number);
      try {
        const result = await work();
        const known = runs.get(number);
        if (known !== undefined) keep(number, change(known));
        return result;
      } catch (error) {
        runs.delete(number);
        throw error;
      } finally {
        end(number);
      }
    },
    async writeAny(work) {
      begin(-1);
      try {
        return await work();
      } finally {
        runs.clear();
        end(-1);
      }
    },
  };
}

/** The run with a source in the place of what it had of it; undefined where the order of its sources may change. */
export function withSource(run: StoredRun, source: StoredSource): StoredRun | undefined {
  const before = run.sources.find(({ id }) => id === source.id);
  if (before === undefined || before.startedMs !== source.startedMs) return undefined;
  return { ...run, sources: run.sources.map((other) => (other === before ? source : other)) };
}

/** The run with a change made to it. */
export function updatedRun(run: StoredRun, { status, updatedMs, edits }: RunUpdate): StoredRun {
  return {
    ...run,
    status: status ?? run.status,
    updatedMs: updatedMs ?? run.updatedMs,
    edits: { ...run.edits, ...edits },
  };
}
