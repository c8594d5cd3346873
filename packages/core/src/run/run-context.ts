import type { LogRecord } from "@stepwell/protocol";
import type { RunFolder } from "../file/run-folder.ts";
import type { Settings } from "../settings/resolve-settings.ts";
import type { World } from "../world.ts";
import type { DropReason } from "./run-stats.ts";

/** What the parts of a live run share: each part adds its own calls to the run and writes its own records. */
export interface RunContext {
  readonly settings: Settings;
  readonly world: World;
  readonly folder: RunFolder;
  /** Random, one for each run file. */
  readonly writerId: string;
  /** Throws `UsageError` when the run has finished; `what` completes "Failed to … the run". */
  checkOpen(what: string): void;
  /** Puts records into the run file at once. Never throws: a file that takes no more is told of in the end block. */
  write(records: readonly LogRecord[]): void;
  /** The same, and says whether the file took them; nothing is counted. */
  tryWrite(records: readonly LogRecord[]): boolean;
  count(reason: DropReason, amount: number): void;
}
