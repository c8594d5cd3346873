import type { JsonObject, LogRecord } from "@stepwell/protocol";
import type { Moment } from "@stepwell/runlog";
import type { RunFile } from "../file/run-file.ts";
import type { RunFolder } from "../file/run-folder.ts";
import type { Settings } from "../settings/resolve-settings.ts";
import type { World } from "../world.ts";
import type { InitialConfig } from "./config-values.ts";

/** A run that has its folder and the first records in its file. */
export interface BegunRun {
  readonly settings: Settings;
  /** The run's own where storage is opened for each run. */
  readonly world: World;
  readonly config: InitialConfig;
  /** What the start block says of the config. */
  readonly hints: readonly string[];
  readonly folder: RunFolder;
  readonly file: RunFile;
  readonly first: readonly LogRecord[];
  /** How many of them the file took. */
  readonly written: number;
  /** Random, one for each run file. */
  readonly writerId: string;
  readonly now: () => Moment;
  /** The step of the first row; 0 for a run that begins anew. */
  readonly startingStep: number;
  /** What the summary shows before the first row. */
  readonly summary: JsonObject;
  /** True for a run that goes on with itself. */
  readonly resumed: boolean;
  /** Told when the file has its end. */
  ended(exitCode: number): void;
}
