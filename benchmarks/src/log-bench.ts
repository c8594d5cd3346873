import { closeSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { init, type Run } from "@stepwell/core";
import { figure, type Figure } from "./figure.ts";
import { startOfficialLog, type OfficialRound } from "./official-log.ts";
import { median, quantile } from "./quantile.ts";
import { scalarRows } from "./scalar-rows.ts";
import { withTemporaryFolder } from "./temporary-folder.ts";

const KEYS = 10;
const ROWS = 40_000;
const ROUNDS = 7;
const OFFICIAL_ROWS = 3000;

/** What `log()` of rows of 10 scalars costs the caller, beside a loop that writes the same rows as JSON lines. */
export function logBench(): Promise<readonly Figure[]> {
  return withTemporaryFolder(async (folder) => {
    const rows = scalarRows(ROWS, KEYS);
    // Few rows a round: its calls are some fifteen times slower.
    const official = await startOfficialLog(folder, { rows: OFFICIAL_ROWS, keys: KEYS });
    const officialRounds: OfficialRound[] = [];
    const run = await init({ project: "bench", dir: folder, mode: "offline", silent: true });
    const ours: number[] = [];
    const floors: number[] = [];
    for (let round = -1; round < ROUNDS; round += 1) {
      const floor = writeLines(rows, join(folder, `floor-${round}.jsonl`));
      const our = logRows(run, rows);
      const theirs = await official?.round();
      if (round >= 0 && theirs !== undefined) officialRounds.push(theirs);
      // The first round only warms the code up.
      if (round >= 0) ours.push(our);
      if (round >= 0) floors.push(floor);
    }
    const calls = timeCalls(run, rows);
    const { rowsWritten } = run.stats();
    if (rowsWritten !== ROWS * (ROUNDS + 2)) {
      throw new Error(
        `[bench] Failed to log: "${rowsWritten}" of "${ROWS * (ROUNDS + 2)}" rows were written.`,
      );
    }
    await run.finish();
    await official?.stop();
    if (official === undefined) {
      console.error(
        "W&B's own client is not measured beside it: npm run interop makes the environment for it.",
      );
    }
    return [
      figure({
        bench: "log",
        name: "values per second",
        value: median(ours),
        unit: "1/s",
        better: "higher",
        floor: median(floors),
        bar: 1_000_000,
        barRatio: 0.5,
      }),
      figure({
        bench: "log",
        name: "call, p50",
        value: quantile(calls, 0.5),
        unit: "µs",
        better: "lower",
        bar: 5,
      }),
      figure({
        bench: "log",
        name: "call, p99",
        value: quantile(calls, 0.99),
        unit: "µs",
        better: "lower",
        bar: 50,
      }),
      figure({ bench: "log", name: "call, longest", value: quantile(calls, 1), unit: "µs", better: "lower" }),
      ...officialFigures(official?.version ?? "", officialRounds),
    ];
  });
}

/** For comparison: the official client's offline mode in the same minutes. */
function officialFigures(version: string, rounds: readonly OfficialRound[]): readonly Figure[] {
  if (rounds.length === 0) return [];
  const calls = rounds.flatMap((round) => round.calls);
  const name = (what: string): string => `wandb ${version} offline, ${what}`;
  const speed = median(rounds.map((round) => round.valuesPerSecond));
  return [
    figure({ bench: "log", name: name("values per second"), value: speed, unit: "1/s", better: "higher" }),
    figure({ bench: "log", name: name("p50"), value: quantile(calls, 0.5), unit: "µs", better: "lower" }),
    figure({ bench: "log", name: name("p99"), value: quantile(calls, 0.99), unit: "µs", better: "lower" }),
  ];
}

type Rows = ReturnType<typeof scalarRows>;

/** Values per second of the floor: one JSON line, one write, row by row. */
function writeLines(rows: Rows, path: string): number {
  const file = openSync(path, "a");
  const started = performance.now();
  for (const row of rows) writeSync(file, `${JSON.stringify(row)}\n`);
  const seconds = (performance.now() - started) / 1000;
  closeSync(file);
  return (rows.length * KEYS) / seconds;
}

function logRows(run: Run, rows: Rows): number {
  const started = performance.now();
  for (const row of rows) run.log(row);
  return (rows.length * KEYS) / ((performance.now() - started) / 1000);
}

/** Microseconds of each call. */
function timeCalls(run: Run, rows: Rows): Float64Array {
  const times = new Float64Array(rows.length);
  for (const [index, row] of rows.entries()) {
    const started = performance.now();
    run.log(row);
    times[index] = (performance.now() - started) * 1000;
  }
  return times;
}
