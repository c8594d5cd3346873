import type { JsonObject, RunRecord } from "@stepwell/protocol";
import { jsonAt } from "@stepwell/protocol";
import { applyConfigUpdate } from "../config/apply-config-update.ts";
import type { RunState } from "../run-state.ts";

/** The number that W&B's clients have for "several writers" in their list of features. */
export const SHARED_FEATURE = 67;

/** What a secondary writer says of itself at `_wandb.stepwell.role` of its config. */
export const SECONDARY_ROLE = "secondary";

/** Which of the writers of a run a source is. */
export interface WriterRole {
  /** One of several writers: its rows have no `_step`, the server gives them one. */
  readonly isShared: boolean;
  /** It sends rows, console lines and media, and neither config nor summary nor the end of the run. */
  readonly isSecondary: boolean;
  /** Who wrote a line of the console; empty for a run with one writer. */
  readonly label: string;
}

/** The role of the source whose run file begins with this record, ours or one of W&B's shared mode. */
export function writerRoleOf(run: RunRecord): WriterRole {
  const config = applyConfigUpdate({}, { update: run.config, remove: [] });
  return roleOf(config, run.telemetry?.features ?? []);
}

/** The role of a source of which this is known. */
export function stateWriterRole({ config, telemetry, run }: RunState): WriterRole {
  return roleOf(config, [...(telemetry?.features ?? []), ...(run?.telemetry?.features ?? [])]);
}

function roleOf(config: JsonObject, features: readonly number[]): WriterRole {
  const own = jsonAt(config, ["_wandb", "stepwell"]);
  const label = jsonAt(own, ["label"]);
  const isSecondary = jsonAt(own, ["role"]) === SECONDARY_ROLE;
  return {
    isShared: isSecondary || features.includes(SHARED_FEATURE),
    isSecondary,
    label: typeof label === "string" ? label : "",
  };
}
