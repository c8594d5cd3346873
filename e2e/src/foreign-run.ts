import { appendFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { createRunFileEncoder, type LogRecord } from "@stepwell/protocol";

export interface ForeignRun {
  readonly id: string;
  readonly name: string;
  readonly project: string;
  /** Rows of numbers; steps are counted here. */
  readonly rows: readonly Readonly<Record<string, number>>[];
  readonly config: Readonly<Record<string, string>>;
  /** Written to stdout, one write each. */
  readonly output: readonly string[];
}

/** Writes a finished run as another client would: the bytes of its file, and nothing of our SDK. */
export function writeForeignRun(folder: string, run: ForeignRun): void {
  const own = join(folder, "wandb", `offline-run-20260102_030405-${run.id}`);
  mkdirSync(join(own, "files"), { recursive: true });
  const path = join(own, `run-${run.id}.wandb`);
  const encoder = createRunFileEncoder();
  appendFileSync(path, encoder.header());
  for (const record of records(run)) appendFileSync(path, encoder.encode(record));
}

const STARTED = 1_767_322_800;

function records({ id, name, project, rows, config, output }: ForeignRun): LogRecord[] {
  const items = (values: Readonly<Record<string, number | string>>) =>
    Object.entries(values).map(([key, value]) => ({ path: [key], value }));
  return [
    {
      type: "run",
      runId: id,
      entity: "",
      project,
      config: items(config),
      group: "",
      jobType: "",
      displayName: name,
      notes: name,
      tags: [name.slice(0, 64)],
      sweepId: "",
      host: name,
      startingStep: 0,
      startTime: { seconds: STARTED, nanos: 0 },
      resumed: false,
      runtime: 0,
      forked: false,
    },
    ...rows.map((row, step): LogRecord => {
      const automatic = { _step: step, _timestamp: STARTED + step, _runtime: step };
      return { type: "history", items: items({ ...row, ...automatic }) };
    }),
    ...output.map((text): LogRecord => ({ type: "output-raw", stream: "stdout", text })),
    { type: "summary", update: items(rows.at(-1) ?? {}), remove: [] },
    { type: "exit", exitCode: 0, runtime: rows.length },
  ];
}
