import type { Graph } from "@stepwell/core";
import { describeSession } from "./describe-session.ts";
import { recordModel } from "./model/record-model.ts";
import { logProfile } from "./profile/log-profile.ts";
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
  /** Seconds of the run. */
  readonly time: () => number;
  readonly tracker: Pick<Tracker, "guard" | "countFailure">;
}

export interface SessionRecord {
  /** Resolves when the facts of the model are in the config, or could not be had. */
  readonly ready: Promise<void>;
  readonly profileEnded: () => void;
}

/** ONNX Runtime's own default. */
const PROFILE_PREFIX = "onnxruntime_profile_";

/** Puts what is known of a session into the run once. Nothing of it throws. */
export function recordSession(given: RecordSessionOptions): SessionRecord {
  const { session, options, run, name, prefix, time, tracker } = given;
  const { model, sessionOptions, logGraph = true, profiling = false } = options;
  const put = (facts: Record<string, unknown>): void => putIntoConfig(run, name, facts);
  let isProfileDue = profiling;

  tracker.guard(() => {
    run.defineMetric(`${prefix}time`, { hidden: true });
    run.defineMetric(`${prefix}*`, { stepMetric: `${prefix}time` });
  });
  tracker.guard(() => put(describeSession(session, sessionOptions)));

  function recordFile(): Promise<void> {
    if (model === undefined) return Promise.resolve();
    const log = (graph: Graph): void => run.log({ [`${prefix}graph`]: graph, [`${prefix}time`]: time() });
    return recordModel({ model, put, logGraph: logGraph ? log : undefined });
  }

  return {
    ready: recordFile().catch(() => tracker.countFailure()),
    profileEnded() {
      if (!isProfileDue) return;
      isProfileDue = false;
      tracker.guard(() => {
        const filePrefix = sessionOptions?.profileFilePrefix ?? PROFILE_PREFIX;
        put({ profiledProviders: logProfile({ run, prefix, filePrefix, time: time() }) });
      });
    },
  };
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
