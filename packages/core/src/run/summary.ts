import type { Json, JsonObject } from "@stepwell/protocol";
import { UsageError } from "../core-error.ts";
import { showValue } from "../show-value.ts";
import { INSPECT } from "./inspect.ts";
import type { LogData, OpenKeys } from "./log-data.ts";

/** Readers of run files refuse longer paths. */
const MAX_PARTS = 500;

/** What a summary mode other than the last value leaves behind. */
export interface SummaryAggregate {
  readonly min?: number;
  readonly max?: number;
  readonly mean?: number;
  readonly last?: unknown;
  readonly first?: unknown;
}

/** The calls of a summary. A value of one of these names is read with `get`. */
export interface SummaryMethods<Keys extends object> {
  /** The value of a key or path; undefined when there is none. */
  get(path: SummaryPath<Keys>): unknown;
  /** Sets a key or path, whatever was logged; a later log of the same key wins again. */
  set(path: SummaryPath<Keys>, value: unknown): void;
  /** Sets several keys. */
  update(data: LogData<Keys>): void;
  delete(path: SummaryPath<Keys>): void;
  /** A copy of the whole summary. */
  toJSON(): JsonObject;
}

/** A key, or the parts of a nested one. */
export type SummaryPath<Keys extends object> = (keyof Keys & string) | readonly string[];

/**
 * One value per metric: the last one logged, what `defineMetric` asked for, or what was set here. Members are read,
 * set and deleted as on a plain object, nested ones too; the methods win over members of the same name.
 */
export type Summary<Keys extends object = OpenKeys> = SummaryMethods<Keys> & {
  -readonly [Key in Exclude<keyof Keys, keyof SummaryMethods<Keys>>]?: Keys[Key] | SummaryAggregate;
};

/** What a summary reads from and writes to. */
export interface SummarySource {
  read(): JsonObject;
  /** Throws `UsageError` for a value without a JSON form, and when the run is over. */
  set(path: readonly string[], value: unknown): void;
  delete(path: readonly string[]): void;
}

export function createSummary<Keys extends object>(source: SummarySource): Summary<Keys> {
  const methods: SummaryMethods<OpenKeys> = {
    get: (path) => valueAt(source.read(), pathOf(path)),
    set: (path, value) => source.set(pathOf(path), value),
    delete: (path) => source.delete(pathOf(path)),
    toJSON: () => structuredClone(source.read()),
    update(data) {
      if (typeof data !== "object" || data === null || Array.isArray(data)) {
        throw new UsageError(
          `[core] Failed to update the summary: "${showValue(data)}" is not an object. Give an object, as { best: 0.9 }.`,
        );
      }
      for (const [key, value] of Object.entries(data)) if (value !== undefined) source.set([key], value);
    },
  };
  return members(source, [], methods) as Summary<Keys>;
}

/** An object whose members are the summary's values below `path`. */
function members(source: SummarySource, path: readonly string[], methods: object): object {
  const current = (): JsonObject => {
    const value = valueAt(source.read(), path);
    return isNested(value) ? value : {};
  };
  return new Proxy(
    { ...methods, [INSPECT]: current },
    {
      get(target, key) {
        if (Object.hasOwn(target, key) || typeof key === "symbol") return Reflect.get(target, key);
        const here = current();
        const value = Object.hasOwn(here, key) ? here[key] : undefined;
        return isNested(value) ? members(source, [...path, key], {}) : value;
      },
      has: (target, key) => Object.hasOwn(target, key) || Object.hasOwn(current(), key),
      ownKeys: () => Object.keys(current()),
      getOwnPropertyDescriptor(_, key) {
        const here = current();
        if (typeof key === "symbol" || !Object.hasOwn(here, key)) return undefined;
        return { value: here[key], enumerable: true, configurable: true, writable: true };
      },
      set(_, key, value) {
        if (typeof key === "symbol") return false;
        source.set([...path, key], value);
        return true;
      },
      deleteProperty(_, key) {
        if (typeof key === "symbol") return false;
        source.delete([...path, key]);
        return true;
      },
    },
  );
}

function pathOf(path: unknown): readonly string[] {
  const parts: unknown = typeof path === "string" ? [path] : path;
  const isUsable =
    Array.isArray(parts) &&
    parts.length >= 1 &&
    parts.length <= MAX_PARTS &&
    parts.every((part) => typeof part === "string");
  if (isUsable) return parts as readonly string[];
  throw new UsageError(
    `[core] Failed to find a summary value: the path is "${showValue(path)}". Give a key, or a list of 1 to ${MAX_PARTS} keys.`,
  );
}

function valueAt(value: Json | undefined, path: readonly string[]): Json | undefined {
  let at = value;
  for (const part of path) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, part)) return undefined;
    at = (at as JsonObject)[part];
  }
  return at;
}

// A media value or a histogram is one thing; its members are not the user's.
function isNested(value: Json | undefined): value is JsonObject {
  return (
    typeof value === "object" && value !== null && !Array.isArray(value) && !Object.hasOwn(value, "_type")
  );
}
