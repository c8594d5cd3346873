import { countLost as countForRun, RunFinishedError } from "@stepwell/core";
import { digestTensors } from "./digest-tensors.ts";
import type { Digests } from "./digest-tensors.ts";
import type { ModelLike, NamedTensor, StepListener } from "./model-like.ts";
import { createNonFiniteAlert } from "./non-finite-alert.ts";
import { sampleRow } from "./sample-row.ts";
import type { SampledTensor, TensorKind } from "./sample-row.ts";
import type { WatchSettings } from "./watch-options.ts";
import type { WatchedRun } from "./watched-run.ts";

/** Samples whose values are on their way from a device at one time; a further one is lost. */
const MAX_READING = 8;

/** A model under watch. */
export interface Watch {
  /** Counts a training step that no optimizer tells of, as of a loop that assigns its variables itself. Never throws. */
  step(): void;
  /** Resolves when all samples taken so far have been logged. Never rejects. */
  flush(): Promise<void>;
  /** Ends the watch: the optimizer is as it was. Samples on their way are still logged. */
  stop(): void;
  /** True after `stop` and `unwatch`, and when the run that was given is over. */
  readonly stopped: boolean;
  /** What became of the samples so far. */
  stats(): WatchCounts;
}

/** What became of the samples of a watch. */
export interface WatchCounts {
  /** Training steps seen. */
  readonly steps: number;
  /** Samples that were logged, whole or in part. */
  readonly logged: number;
  /** Tensors that could not be read, and samples that could not be taken or logged; the run counts them too. */
  readonly lost: number;
}

export interface ModelWatchOptions {
  readonly model: ModelLike;
  /** The run that a sample goes to; undefined when there is none, and then none is taken. */
  readonly run: () => WatchedRun | undefined;
  readonly settings: WatchSettings;
  /** The number of the model in its run. */
  readonly number: number;
  readonly onStop: () => void;
}

type Wanted = readonly (readonly [kind: TensorKind, tensor: NamedTensor])[];

/** Watches one model: counts its steps, takes samples, logs them into the pending row. Throws what the model throws when it is asked for its steps. */
export function createModelWatch({ model, run, settings, number, onStop }: ModelWatchOptions): Watch {
  const { log, logFreq, bins } = settings;
  const prefix = number === 0 ? "" : `graph_${String(number)}`;
  const reading = new Set<Promise<void>>();
  const alertOnce = createNonFiniteAlert();
  let wantsGraph = settings.logGraph;
  let steps = 0;
  let logged = 0;
  let lost = 0;

  function countLost(amount: number): void {
    lost += amount;
    const target = run();
    if (target !== undefined) countForRun(target, amount);
  }

  /** A watch that fails must not end a training. */
  function guarded(work: () => void): void {
    try {
      work();
    } catch (error) {
      if (RunFinishedError.isInstance(error)) stop();
      else countLost(1);
    }
  }

  function logGraph(): void {
    const target = run()?.summary;
    if (target === undefined) return;
    // A graph that can't be had or set is lost once, and not with each step.
    wantsGraph = false;
    const graph = model.graph?.();
    wantsGraph = graph === undefined && model.graph !== undefined;
    if (graph !== undefined) Reflect.set(target, `graph_${String(number)}`, graph);
  }

  const onStep: StepListener = (gradients) => {
    steps += 1;
    if (wantsGraph) guarded(logGraph);
    if (steps % logFreq === 0 && isKept(run())) guarded(() => takeSample(gradients));
  };

  function takeSample(gradients: () => Iterable<NamedTensor>): void {
    const wanted = [
      ...(log === "gradients" || log === "all" ? named("gradient", gradients()) : []),
      ...(log === "parameters" || log === "all" ? named("parameter", model.tensors()) : []),
    ];
    if (wanted.length === 0) return;
    if (reading.size >= MAX_READING) return countLost(1);
    const at = steps;
    const tensors = wanted.map(([, tensor]) => tensor);
    const digests = digestTensors(model, tensors, bins);
    if (!(digests instanceof Promise)) return logSample(wanted, digests, at);
    const read = digests.then((all) => guarded(() => logSample(wanted, all, at)));
    reading.add(read);
    void read.then(() => reading.delete(read));
  }

  function logSample(wanted: Wanted, digests: Digests, at: number): void {
    const target = run();
    if (target === undefined) return;
    const sampled = wanted.flatMap(([kind, tensor], index): SampledTensor[] => {
      const digest = digests[index];
      return digest === undefined ? [] : [{ kind, tensor, digest }];
    });
    if (sampled.length < wanted.length) countLost(wanted.length - sampled.length);
    if (sampled.length === 0) return;
    alertOnce(target, sampled, { prefix, step: at });
    target.log(sampleRow(sampled, { prefix }), { commit: false });
    logged += 1;
  }

  const stopSteps = model.onStep?.(onStep);
  let isOver = false;

  function stop(): void {
    if (isOver) return;
    isOver = true;
    stopSteps?.();
    onStop();
  }

  if (wantsGraph) guarded(logGraph);
  return {
    step() {
      if (!isOver) onStep(() => []);
    },
    async flush() {
      await Promise.all(reading);
    },
    stop,
    get stopped() {
      return isOver;
    },
    stats: () => ({ steps, logged, lost }),
  };
}

function isKept(run: WatchedRun | undefined): boolean {
  return run !== undefined && run.disabled !== true;
}

function named(kind: TensorKind, tensors: Iterable<NamedTensor>): Wanted {
  return Array.from(tensors, (tensor) => [kind, tensor] as const);
}
