import { currentRun } from "@stepwell/core";
import { systemClock, systemRandom } from "@stepwell/effects";
import { createCallSampler } from "./call-sampler.ts";
import type { CallSampler } from "./call-sampler.ts";
import { checkOptions } from "./check-options.ts";
import { claimName, giveBackName } from "./claim-name.ts";
import { createTracker } from "./create-tracker.ts";
import { readReference } from "./drift/read-reference.ts";
import { createFastRandom } from "./fast-random.ts";
import { keyParts } from "./key-part.ts";
import { nameOfModel } from "./model-name.ts";
import { recordSession } from "./record-session.ts";
import type { RunLike } from "./run-like.ts";
import { runSeconds } from "./run-seconds.ts";
import type { SessionLike } from "./session-like.ts";
import { planTensors } from "./tensors/plan-tensors.ts";
import type { PlannedTensor } from "./tensors/plan-tensors.ts";
import type { SampleOptions, TrackOptions } from "./track-options.ts";
import type { TrackedSession, Tracking } from "./tracked-session.ts";
import { createDriftBaseline } from "./window/drift-baseline.ts";
import { createWindowLog } from "./window/log-window.ts";
import { wrapSession } from "./wrap-session.ts";

/**
 * A session with the same members, results and errors whose calls are summed up in one row for each 10 s in which there
 * are any: latency, throughput, batches, errors, and how its inputs and outputs are distributed and drift. Throws
 * `UsageError` for a bad option or without a run; later nothing of it throws, and what failed is in `tracking.stats()`.
 *
 * @example const session = track(await InferenceSession.create("vad.onnx"), { model: "vad.onnx" });
 */
export function track<S extends SessionLike>(session: S, options: TrackOptions = {}): TrackedSession<S> {
  checkOptions(session, options);
  const { clock = systemClock, windowMs = 10_000, warmUp = 1 } = options;
  const given = options.reference === undefined ? undefined : readReference(options.reference);
  const run: RunLike = options.run ?? currentRun();
  const [part = "session"] = keyParts([options.name ?? nameOfModel(options.model)]);
  const name = claimName(run, part);
  const prefix = `onnx/${name}/`;
  const time = runSeconds(run, clock);
  const baseline = createDriftBaseline(given);
  const plan = planSample(session, options.sample);
  const sampler = createSampler(session, options, plan);
  const labels = labelsOf(options.classes);
  const tracker = createTracker({
    clock,
    windowMs,
    warmUp,
    batchInput: session.inputNames?.[0],
    sampler,
    log: createWindowLog({ run, prefix, time, sampler, labels, bins: plan.bins, baseline }),
  });
  const record = recordSession({ session, options, run, name, prefix, time, tracker });
  let leaveRun: (() => void) | undefined;
  const tracking: Tracking = {
    name,
    ready: record.ready,
    get reference() {
      return baseline.reference;
    },
    flush: () => tracker.flush(),
    stop() {
      if (!tracker.isOn) return;
      tracker.stop();
      giveBackName(run, name);
      leaveRun?.();
    },
    stats: () => tracker.stats(),
  };
  tracker.guard(() => {
    leaveRun = run.beforeFinish?.(() => tracking.stop());
  });
  return wrapSession(session, { tracker, tracking, profileEnded: record.profileEnded });
}

interface SamplePlan extends Required<Pick<SampleOptions, "runs" | "values" | "bins">> {
  readonly inputs: readonly PlannedTensor[];
  readonly outputs: readonly PlannedTensor[];
}

function planSample(session: SessionLike, sample: TrackOptions["sample"]): SamplePlan {
  if (sample === false) return { runs: 0, values: 0, bins: 1, inputs: [], outputs: [] };
  const { runs = 256, values = 16, bins = 32 } = sample ?? {};
  return {
    runs,
    values,
    bins,
    inputs: planTensors("input", session.inputNames ?? [], sample?.inputs),
    outputs: planTensors("output", session.outputNames ?? [], sample?.outputs),
  };
}

function createSampler(session: SessionLike, options: TrackOptions, plan: SamplePlan): CallSampler {
  const random = createFastRandom(options.random ?? systemRandom);
  const { classes } = options;
  const chosen = classes === undefined || "length" in classes ? {} : classes;
  const output = chosen.output ?? session.outputNames?.[0];
  const rules = {
    labels: labelsOf(classes),
    threshold: chosen.threshold ?? 0.5,
    limit: plan.values,
    random,
  };
  return createCallSampler({
    ...plan,
    random,
    classes: classes === undefined || output === undefined ? undefined : { ...rules, output },
  });
}

function labelsOf(classes: TrackOptions["classes"]): readonly string[] {
  if (classes === undefined) return [];
  return "length" in classes ? classes : (classes.labels ?? []);
}
