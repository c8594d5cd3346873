import { describeSession } from "./describe-session.ts";
import type { RunLike } from "./run-like.ts";
import type { SessionLike } from "./session-like.ts";
import type { TrackOptions } from "./track-options.ts";
import type { Tracker } from "./create-tracker.ts";

export interface RecordSessionOptions {
  readonly session: SessionLike;
  readonly options: TrackOptions;
  readonly run: RunLike;
  readonly name: string;
  /** As `onnx/vad/`. */
  readonly prefix: string;
  readonly tracker: Pick<Tracker, "guard" | "countFailure">;
}

export interface SessionRecord {
  /** Resolves when the facts of the model are in the config, or could not be had. */
  readonly ready: Promise<void>;
  readonly profileEnded: () => void;
}

/** Puts what is known of a session into the run once. Nothing of it throws. */
export function recordSession({
  session,
  options,
  run,
  name,
  prefix,
  tracker,
}: RecordSessionOptions): SessionRecord {
  tracker.guard(() => {
    run.defineMetric(`${prefix}time`, { hidden: true });
    run.defineMetric(`${prefix}*`, { stepMetric: `${prefix}time` });
  });
  tracker.guard(() => putIntoConfig(run, name, describeSession(session, options.sessionOptions)));
  return { ready: Promise.resolve(), profileEnded: () => undefined };
}

/** Adds facts to those of this session; other sessions of the run keep theirs. */
function putIntoConfig(run: RunLike, name: string, facts: Record<string, unknown>): void {
  const all = asRecord(run.config.get("onnx"));
  run.config.update(
    { onnx: { ...all, [name]: { ...asRecord(all[name]), ...facts } } },
    { allowValChange: true },
  );
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
