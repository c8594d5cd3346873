import { watch as watchModels } from "@stepwell/watch";
import type { Watch, WatchedRun, WatchOptions } from "@stepwell/watch";
import { modelLike } from "../model-like.ts";
import type { WatchedLayersModel, WatchTfLike } from "./watched-shapes.ts";

/** What is watched of the models that a callback or a loop trains. */
export interface FitWatchOptions {
  readonly run: WatchedRun;
  readonly options: FitWatchSettings;
  readonly tf: WatchTfLike | undefined;
  /** The one that trains, where it isn't the model's own. */
  readonly optimizer: object | undefined;
}

/** `WatchOptions` of a callback, which knows the run. */
export type FitWatchSettings = Omit<WatchOptions, "run">;

/** Watches whatever is trained. */
export interface FitWatch {
  /** A training of the model begins, its first one or another. Throws `UsageError` where `watch` does. */
  begin(model: WatchedLayersModel): void;
  /** Resolves when all samples so far have been logged. Never rejects. */
  flush(): Promise<void>;
}

/** A watch that goes on from one training of a model to the next, also when another callback sees that. */
interface Running {
  readonly watch: Watch;
  readonly slot: Slot;
  readonly run: WatchedRun;
  readonly options: string;
}

/** What is trained now, in the place of a model. */
interface Slot extends WatchedLayersModel {
  trained: { readonly model: WatchedLayersModel; readonly optimizer: object | undefined };
  /** Its being called tells the watch that the optimizer may be another one. */
  fit(): void;
}

// By the last layer: a Sequential makes itself a new inner model of the same layers with each `compile`.
const running = /* #__PURE__ */ new WeakMap<object, Running>();

/**
 * As if `watch` were called once for each model: steps are counted through fits that follow one another, and a model has
 * one number in a run however many callbacks see it trained.
 */
export function createFitWatch({ run, options, tf, optimizer }: FitWatchOptions): FitWatch {
  const seen = new Set<Watch>();
  const asText = JSON.stringify(options);

  function start(model: WatchedLayersModel): Running {
    const slot = createSlot({ model, optimizer });
    const seenModel = { ...modelLike(slot, tf && { tf }), source: model };
    return { watch: watchModels(seenModel, { ...options, run }), slot, run, options: asText };
  }

  return {
    begin(model) {
      const key = model.layers.at(-1) ?? model;
      let now = running.get(key);
      if (now === undefined || now.watch.stopped || now.run !== run || now.options !== asText) {
        now?.watch.stop();
        now = start(model);
        running.set(key, now);
      }
      now.slot.trained = { model, optimizer };
      now.slot.fit();
      seen.add(now.watch);
    },
    async flush() {
      await Promise.all(Array.from(seen, (one) => one.flush()));
    },
  };
}

function createSlot(trained: Slot["trained"]): Slot {
  return {
    trained,
    get weights() {
      return this.trained.model.weights;
    },
    get layers() {
      return this.trained.model.layers;
    },
    get optimizer() {
      return this.trained.optimizer ?? this.trained.model.optimizer;
    },
    fit: () => undefined,
  };
}
