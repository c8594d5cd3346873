import type { FileSystem } from "@stepwell/effects";
import { createRunFileReader } from "@stepwell/protocol";
import { createRunFold } from "@stepwell/runlog";
import type { FoundRun } from "./judge.ts";
import { banOf } from "./judge-rows.ts";
import type { Ledger, Session } from "./ledger.ts";
import { numberOf } from "./watch-stores.ts";

/** What is in a run file is at the server, acknowledged or not; a file that was cut by a power cut says what is left of it. */
export function judgeFile(
  ledger: Ledger,
  { session, disk }: { session: Session; disk: FileSystem },
  { rows, runId }: FoundRun,
): string[] {
  const { folder } = session;
  if (folder === undefined) return [];
  const stored = new Set(rows.map(numberOf));
  const isBanned = banOf(ledger, session);
  return rowsOf(disk, `${folder}/run-${runId}.wandb`)
    .filter((id) => !stored.has(id) && isBanned?.(id) !== true)
    .map((id) => `"${runId}" lacks row ${id}, which is in the file of ${session.name}`);
}

/** The numbers of the rows in a run file. */
function rowsOf(disk: FileSystem, path: string): number[] {
  const reader = createRunFileReader();
  const fold = createRunFold();
  reader.push(disk.readFileSync(path));
  for (let event = reader.next(); event !== undefined; event = reader.next())
    if (event.kind === "record") fold.apply(event.record);
  return fold.takeRows().map((row) => numberOf(row));
}
