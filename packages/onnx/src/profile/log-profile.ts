import { findProfile } from "#host";
import type { RunLike } from "../run-like.ts";
import { operatorTable } from "./operator-table.ts";
import { operatorTimes } from "./operator-times.ts";

export interface LogProfileOptions {
  readonly run: RunLike;
  /** As `onnx/vad/`. */
  readonly prefix: string;
  /** The session's `profileFilePrefix`. */
  readonly filePrefix: string;
  /** Seconds of the run. */
  readonly time: number;
}

/**
 * Saves the profile that has just ended, with a table of its operators. Returns the providers that did the work, and
 * how many calls each. Throws when there is no profile, and for what the run refuses.
 */
export function logProfile({ run, prefix, filePrefix, time }: LogProfileOptions): Record<string, number> {
  const profile = findProfile(filePrefix);
  if (profile === undefined) {
    throw new Error(
      `[onnx] Failed to log the profile: there is no file "${filePrefix}_….json". Create the session with enableProfiling.`,
    );
  }
  run.save?.(profile.path, { basePath: profile.folder, policy: "now", glob: false });
  const times = operatorTimes(profile.text);
  run.log({ [`${prefix}operators`]: operatorTable(times), [`${prefix}time`]: time });
  const calls: Record<string, number> = {};
  for (const each of times) calls[each.provider] = (calls[each.provider] ?? 0) + each.calls;
  return calls;
}
