import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { Json, RunRecord } from "@stepwell/protocol";
import { applyConfigUpdate } from "../config/apply-config-update.ts";

/**
 * The id of the source that begins with this run record, as 32 hex digits. A copy of a run file has the same id, and
 * two files of one run have different ones: it hashes run id, project, start time, host and our random writer id.
 */
export function sourceIdOf(run: RunRecord): string {
  const { runId, project, startTime, host } = run;
  const start = startTime === undefined ? null : [startTime.seconds, startTime.nanos];
  const identity = JSON.stringify([runId, project, start, host, writerOf(run)]);
  return bytesToHex(sha256(utf8ToBytes(identity)).subarray(0, 16));
}

/** What core writes at `_wandb.stepwell.writer` of the config, or an empty text for files of other clients. */
function writerOf(run: RunRecord): string {
  let value: Json | undefined = applyConfigUpdate({}, { update: run.config, remove: [] });
  for (const part of ["_wandb", "stepwell", "writer"]) {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return "";
    value = (value as { readonly [key: string]: Json })[part];
  }
  return typeof value === "string" ? value : "";
}
