import type { Histogram } from "@stepwell/core";
import { UsageError } from "@stepwell/core";
import { checkBins } from "./check-bins.ts";
import type { ModelLike } from "./model-like.ts";
import { parameterHistograms } from "./parameter-histograms.ts";

/** What is sampled of a model, how often and how finely. */
export interface WatchOptions {
  /** A sample at every so many steps; default 1000, so the first one comes with step 1000. */
  readonly logFreq?: number;
  /** What is sampled; only `parameters` for now. */
  readonly log?: "parameters";
  /** Default 64, at most 512. */
  readonly bins?: number;
}

/** A model under watch: it says when to sample and takes the sample. */
export interface Watch {
  /** Counts one training step. Returns what to log when a sample is due, else undefined. */
  step(): Promise<Record<string, Histogram>> | undefined;
  /** Takes a sample now, whatever the count is. */
  sample(): Promise<Record<string, Histogram>>;
}

/** Watches a model's parameters. Throws `UsageError` for a `logFreq` or `bins` that is no whole number in its range. */
export function createWatch(model: ModelLike, options: WatchOptions = {}): Watch {
  const { logFreq = 1000, bins = 64, log = "parameters" } = options;
  if (!Number.isSafeInteger(logFreq) || logFreq < 1) {
    throw new UsageError(
      `[watch] Failed to watch the model: logFreq is "${logFreq}". Give a whole number of steps, as 100.`,
    );
  }
  if (log !== "parameters") {
    throw new UsageError(
      `[watch] Failed to watch the model: log is "${String(log)}". Only "parameters" can be sampled.`,
    );
  }
  checkBins(bins);
  let steps = 0;
  const sample = () => parameterHistograms(model, { bins });
  return {
    step() {
      steps += 1;
      return steps % logFreq === 0 ? sample() : undefined;
    },
    sample,
  };
}
