import { currentRun, UsageError } from "@stepwell/core";
import type { ModelLike } from "./model-like.ts";
import { createModelWatch } from "./model-watch.ts";
import type { Watch } from "./model-watch.ts";
import { readWatchOptions } from "./watch-options.ts";
import type { WatchOptions } from "./watch-options.ts";
import { runNow } from "./watched-run.ts";
import { createWatches } from "./watches.ts";

const watches = /* #__PURE__ */ createWatches();

/**
 * Watches a model, or several: every `logFreq`-th training step adds histograms and norms of its gradients or parameters
 * to the run's pending row. Watching again adds a second set under the next number. Throws `UsageError` for options that
 * make no sense, for an `idx` that is taken, and when there is no run; in training it never throws.
 */
export function watch(models: ModelLike | readonly ModelLike[], options: WatchOptions = {}): Watch {
  const settings = readWatchOptions(options);
  const list = Array.isArray(models) ? (models as readonly ModelLike[]) : [models as ModelLike];
  const owner = options.run ?? currentRun();
  const begun: Watch[] = [];
  try {
    for (const [position, model] of list.entries()) {
      begun.push(watchOne(model, settings.idx === undefined ? undefined : settings.idx + position));
    }
  } catch (error) {
    for (const one of begun) one.stop();
    throw error;
  }
  return begun.length === 1 ? (begun[0] as Watch) : together(begun);

  function watchOne(model: ModelLike, idx: number | undefined): Watch {
    checkModel(model);
    const number = watches.takeNumber(owner, idx);
    const source = model.source ?? model;
    let one: Watch | undefined;
    const onStop = (): void => {
      watches.freeNumber(owner, number);
      if (one !== undefined) watches.remove(source, one);
    };
    try {
      one = createModelWatch({ model, run: options.run ? () => owner : runNow, settings, number, onStop });
    } catch (error) {
      onStop();
      throw error;
    }
    watches.add(source, one);
    return one;
  }
}

/**
 * Ends the watches of a model, of several, or without an argument of all: their optimizers are as they were. Does nothing
 * for a model that is not watched. Give the model that was watched.
 */
export function unwatch(models?: object | readonly object[]): void {
  const list =
    models === undefined || Array.isArray(models) ? (models as readonly object[] | undefined) : [models];
  const found = list === undefined ? watches.of() : list.flatMap((model) => watches.of(sourceOf(model)));
  for (const one of found) one.stop();
}

function sourceOf(model: object): object {
  const { source } = model as Partial<ModelLike>;
  return source ?? model;
}

function checkModel(model: unknown): void {
  if (typeof model === "object" && model !== null && typeof Reflect.get(model, "tensors") === "function")
    return;
  throw new UsageError(
    `[watch] Failed to watch the model: "${String(model)}" has no tensors. Give what an integration makes of a model, as modelLike(model) of @stepwell/tfjs.`,
  );
}

function together(all: readonly Watch[]): Watch {
  return {
    step() {
      for (const one of all) one.step();
    },
    async flush() {
      await Promise.all(all.map((one) => one.flush()));
    },
    stop() {
      for (const one of all) one.stop();
    },
    get stopped() {
      return all.every(({ stopped }) => stopped);
    },
    stats() {
      const counts = all.map((one) => one.stats());
      const sum = (name: "steps" | "logged" | "lost") => counts.reduce((total, one) => total + one[name], 0);
      return { steps: sum("steps"), logged: sum("logged"), lost: sum("lost") };
    },
  };
}
