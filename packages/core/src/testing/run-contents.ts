import type { FileSystem } from "@stepwell/effects";
import { createRunFileReader } from "@stepwell/protocol";
import type { LogRecord } from "@stepwell/protocol";
import { createRunFold } from "@stepwell/runlog";
import type { Row, RunState } from "@stepwell/runlog";

/** What a run file holds. */
export interface RunContents {
  readonly records: readonly LogRecord[];
  readonly rows: readonly Row[];
  readonly state: RunState;
}

/** Reads the run file of a run of ours. Throws for damage. */
export function runContents(fileSystem: FileSystem, run: { folder: string; id: string }): RunContents {
  const reader = createRunFileReader();
  const fold = createRunFold();
  const records: LogRecord[] = [];
  reader.push(fileSystem.readFileSync(`${run.folder}/run-${run.id}.wandb`));
  for (let event = reader.next(); event !== undefined; event = reader.next()) {
    if (event.kind === "damage") throw new Error(event.reason);
    records.push(event.record);
    fold.apply(event.record);
  }
  return { records, rows: fold.takeRows(), state: fold.state };
}
