import type { InitOptions } from "../settings/init-options.ts";
import type { Settings } from "../settings/resolve-settings.ts";
import type { BegunRun } from "./begun-run.ts";
import type { startDisabledRun } from "./start-disabled-run.ts";

/** A run that was asked for, before anything is made. */
export interface Opening {
  readonly settings: Settings;
  /** Makes the run's folder and begins its file. Rejects with `UsageError` where that can't be. */
  begin(config: InitOptions["config"]): Promise<BegunRun>;
  /** Nothing will be begun. */
  drop(): void;
}

/** What makes runs that write nothing. */
export interface DisabledRuns {
  readonly startDisabledRun: typeof startDisabledRun;
}
