import { init, type InitOptions } from "@stepwell/core";

/** Projects of the bench: many panels, many points, and one run that goes on. */
export const PANELS = { project: "panels", runs: 1_000, metrics: 100, rows: 30 } as const;
export const LINES = { project: "lines", runs: 1_000, rows: 2_000 } as const;
const AT_ONCE = 16;

/** Writes the run files of both projects, as trainings do. */
export async function writePageData(dir: string): Promise<void> {
  await each(PANELS.runs, async (index) => {
    const run = await init({
      ...quiet(dir),
      project: PANELS.project,
      id: `panels-${index}`,
      name: `run ${index}`,
      config: {
        lr: 10 ** -(index % 5),
        width: 16 * (1 + (index % 7)),
        optimizer: ["sgd", "adam"][index % 2],
      },
    });
    for (let step = 0; step < PANELS.rows; step++) run.log(rowOf(index, step));
    await run.finish();
  });
  await each(LINES.runs, async (index) => {
    const run = await init({
      ...quiet(dir),
      project: LINES.project,
      id: `lines-${index}`,
      name: `line ${index}`,
    });
    for (let step = 0; step < LINES.rows; step++)
      run.log({ loss: 1 / (1 + step / (50 + index)) + noise(index * 7919 + step) });
    await run.finish();
  });
}

/** A run that goes on for as long as it is let. Nothing of this machine is recorded. */
export function quiet(dir: string): InitOptions {
  return {
    dir,
    mode: "offline",
    silent: true,
    console: "off",
    stats: false,
    git: false,
    dependencies: false,
    machine: false,
    args: false,
    reinit: "create_new",
  };
}

function rowOf(index: number, step: number): Record<string, number> {
  const row: Record<string, number> = {};
  for (let metric = 0; metric < PANELS.metrics; metric++) {
    const section = Math.floor(metric / 10);
    row[`part_${section}/metric_${metric}`] =
      (metric + 1) / (1 + step / (5 + (index % 20))) + noise(index + step * metric);
  }
  return row;
}

async function each(count: number, make: (index: number) => Promise<void>): Promise<void> {
  for (let from = 0; from < count; from += AT_ONCE)
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, count - from) }, (_, at) => make(from + at)));
}

/** Between -0.05 and 0.05; the same for the same number. */
function noise(seed: number): number {
  const mixed = Math.imul(seed ^ 0x5bd1e995, 0x9e3779b1) >>> 8;
  return (mixed / 2 ** 24 - 0.5) / 10;
}
