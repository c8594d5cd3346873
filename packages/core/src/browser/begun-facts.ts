import type { JsonObject, LogRecord } from "@stepwell/protocol";
import type { TreeChange } from "@stepwell/effects/browser";
import type { InitialConfig } from "../run/config-values.ts";
import type { Settings } from "../settings/resolve-settings.ts";

/** A run that a worker has begun for its page, as data. */
export interface BegunFacts {
  readonly settings: Settings;
  readonly config: InitialConfig;
  readonly hints: readonly string[];
  readonly folder: { readonly path: string; readonly filesFolder: string; readonly runFile: string };
  readonly first: readonly LogRecord[];
  /** Records in the run file. */
  readonly records: number;
  /** Bytes in it. */
  readonly size: number;
  readonly writerId: string;
  /** When the run began, or would have if it had not been interrupted. Milliseconds since the epoch. */
  readonly startedMs: number;
  readonly startingStep: number;
  readonly summary: JsonObject;
  readonly resumed: boolean;
  /** The files that there are, with their sizes. */
  readonly names: readonly TreeChange[];
}
