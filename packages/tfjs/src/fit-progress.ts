import type { ParamsLike } from "./tfjs-shapes.ts";

/** What can be known from outside of how a `fit` goes. */
export interface FitProgress {
  /** `model` is the one that tfjs fits, where it said so. */
  begin(model: unknown, params: ParamsLike): void;
  epochDone(epoch: number): void;
  /** The fit came to its end. True when it was stopped before its last epoch was done. */
  end(): boolean;
}

/**
 * tfjs tells callbacks of no exception, but its models carry a flag that falls whenever a fit is over: `interrupted` is
 * called when it falls before `end`. A model without that flag is left alone.
 */
export function createFitProgress(interrupted: () => void): FitProgress {
  let fitted: unknown;
  let epochs: unknown;
  let epochsDone: number | undefined;
  let release: (() => void) | undefined;
  return {
    begin(model, params) {
      release?.();
      fitted = model;
      epochs = params["epochs"];
      epochsDone = undefined;
      // The one that trains is inside of a Sequential.
      const inner: unknown = isObject(model) ? Reflect.get(model, "model") : undefined;
      release = onFlagFalls(model, interrupted) ?? onFlagFalls(inner, interrupted);
    },
    epochDone(epoch) {
      epochsDone = epoch + 1;
    },
    end() {
      release?.();
      release = undefined;
      // `stopTraining` may come in the last epoch as well, and a plain object knows no model.
      const isShort = epochsDone !== undefined && typeof epochs === "number" && epochsDone < epochs;
      return isShort || isFlagged(fitted);
    },
  };
}

function isFlagged(model: unknown): boolean {
  try {
    return isObject(model) && Reflect.get(model, "stopTraining") === true;
  } catch {
    // A Sequential that was never fitted throws here, and so is not the model of this fit.
    return false;
  }
}

const FLAG = "isTraining";

/** Who waits for the flag of a model that is being fitted; two callbacks may stand in one fit. */
const waiting = /* #__PURE__ */ new WeakMap<object, Set<() => void>>();

/** Calls back once when the model's flag becomes false; returns what ends that. */
function onFlagFalls(model: unknown, call: () => void): (() => void) | undefined {
  if (!isObject(model)) return undefined;
  const calls = waiting.get(model) ?? replaceFlag(model);
  if (calls === undefined) return undefined;
  calls.add(call);
  return () => {
    calls.delete(call);
    if (calls.size === 0 && waiting.get(model) === calls) restoreFlag(model, true);
  };
}

function replaceFlag(model: object): Set<() => void> | undefined {
  const found = Object.getOwnPropertyDescriptor(model, FLAG);
  if (found?.value !== true || found.configurable !== true) return undefined;
  const calls = new Set<() => void>();
  waiting.set(model, calls);
  Object.defineProperty(model, FLAG, {
    configurable: true,
    enumerable: true,
    get: () => true,
    set(value: unknown) {
      restoreFlag(model, value);
      for (const call of calls) call();
    },
  });
  return calls;
}

function restoreFlag(model: object, value: unknown): void {
  waiting.delete(model);
  Object.defineProperty(model, FLAG, { value, writable: true, enumerable: true, configurable: true });
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
