import type { ConfigRecord, Item, Json } from "@stepwell/protocol";
import { flatten } from "@stepwell/runlog";
import { ConfigError, UsageError } from "../core-error.ts";
import { createValueEncoder } from "../encode/encode-value.ts";
import type { ConfigSources } from "../settings/load-config.ts";
import { showValue } from "../show-value.ts";
import { sameJson } from "../encode/same-json.ts";
import { INSPECT } from "./inspect.ts";

/** What a tracker writes about a run; it is no config, also when it was copied from another run. */
const RESERVED = "_wandb";

export interface ConfigUpdateOptions {
  /** Lets values change that are set already. Default: what `init` was told, else false. */
  readonly allowValChange?: boolean;
}

export interface ConfigMethods {
  /** Takes several values at once, or none: throws `ConfigError` when one is set already and would change. */
  update(data: object, options?: ConfigUpdateOptions): void;
  set(key: string, value: unknown, options?: ConfigUpdateOptions): void;
  /** `fallback`, or undefined, for a key that is not set. */
  get(key: string, fallback?: unknown): unknown;
  /** Takes the values whose keys are not set yet. */
  setDefaults(data: object): void;
  /** A copy of everything that is set. */
  toJSON(): Record<string, Json>;
}

/**
 * What a run was started with. Values are read and set as members, or with the methods, which win over members of
 * the same name. A value that is set already changes only with `update(…, { allowValChange: true })`; what a sweep
 * chose never does. An object inside is a copy: a change in it stays here until the name, notes or tags change.
 */
export type Config = ConfigMethods & { [key: string]: unknown };

/** The config and what its owner needs. */
export interface ConfigOwner {
  readonly config: Config;
  /** What it starts with. */
  readonly initialItems: readonly Item[];
  /** All of it as it is now; values that have no JSON form since somebody changed them in place are left out. */
  items(): Item[];
}

export interface CreateConfigOptions {
  readonly initial: Pick<ConfigSources, "values" | "locked">;
  readonly allowValChange?: boolean;
  /** Gets every change as a record; throws when the run is over. */
  readonly write: (record: ConfigRecord) => void;
  /** Told the locked keys that somebody tried to change. */
  readonly ignored?: (keys: readonly string[]) => void;
}

/** A config that publishes its changes. Throws `UsageError` for initial values that are none. */
export function createConfig(options: CreateConfigOptions): ConfigOwner {
  const encode = createValueEncoder({ purpose: "config" });
  const values = new Map<string, Json>();
  const locked = new Set<string>();
  const mayChange = options.allowValChange ?? false;

  function encodeAll(data: unknown): Map<string, Json> {
    if (typeof data !== "object" || data === null || Array.isArray(data)) {
      throw new UsageError(
        `[core] Failed to update the config: "${showValue(data)}" is not an object. Give an object, as { lr: 0.1 }.`,
      );
    }
    const encoded = new Map<string, Json>();
    const entries: Iterable<[unknown, unknown]> = data instanceof Map ? data : Object.entries(data);
    for (const [key, value] of entries) {
      const name = cleanKey(key);
      if (value !== undefined && name !== RESERVED) encoded.set(name, encode(name, value));
    }
    return encoded;
  }

  function apply(changes: Map<string, Json>, { allowValChange = mayChange }: ConfigUpdateOptions): void {
    const refused = [...changes].flatMap(([key, value]) =>
      locked.has(key) && !sameJson(values.get(key) as Json, value) ? [key] : [],
    );
    for (const key of locked) changes.delete(key);
    for (const [key, value] of changes) {
      const old = values.get(key);
      if (allowValChange || old === undefined || sameJson(old, value)) continue;
      throw new ConfigError(
        `[core] Failed to change the config: "${key}" is set already and would change. Use config.update({ … }, { allowValChange: true }).`,
      );
    }
    options.write({ type: "config", update: itemsOf(changes), remove: [] });
    for (const [key, value] of changes) values.set(key, value);
    if (refused.length > 0) options.ignored?.(refused);
  }

  const methods: ConfigMethods = {
    update: (data, updateOptions = {}) => apply(encodeAll(data), updateOptions),
    set: (key, value, updateOptions = {}) => apply(encodeAll({ [key]: value }), updateOptions),
    get: (key, fallback) => (values.has(key) ? values.get(key) : fallback),
    setDefaults(data) {
      const changes = encodeAll(data);
      for (const key of changes.keys()) if (values.has(key)) changes.delete(key);
      apply(changes, {});
    },
    toJSON: () => structuredClone(Object.fromEntries(values)),
  };

  function currentItems(): Item[] {
    return itemsOf(
      new Map(
        [...values].flatMap(([key, value]): [string, Json][] => {
          try {
            return [[key, encode(key, value)]];
          } catch {
            // Whatever somebody put into it, what is published stays as it was.
            return [];
          }
        }),
      ),
    );
  }

  for (const source of options.initial.values) {
    for (const [key, value] of encodeAll(source)) if (!values.has(key)) values.set(key, value);
  }
  for (const [key, value] of encodeAll(options.initial.locked)) {
    values.set(key, value);
    locked.add(key);
  }
  return { config: asMembers(methods, values), initialItems: itemsOf(values), items: currentItems };
}

function asMembers(methods: ConfigMethods, values: ReadonlyMap<string, Json>): Config {
  const target = { ...methods, [INSPECT]: () => Object.fromEntries(values) };
  return new Proxy(target as Config, {
    get: (target, key) =>
      Object.hasOwn(target, key) || typeof key === "symbol" ? Reflect.get(target, key) : values.get(key),
    has: (target, key) => Object.hasOwn(target, key) || (typeof key === "string" && values.has(key)),
    ownKeys: () => [...values.keys()].filter((key) => !key.startsWith("_")),
    getOwnPropertyDescriptor(_, key) {
      if (typeof key === "symbol" || !values.has(key)) return undefined;
      return { value: values.get(key), enumerable: true, configurable: true, writable: true };
    },
    set(target, key, value) {
      if (typeof key === "symbol") return false;
      target.set(key, value);
      return true;
    },
    deleteProperty(_, key) {
      throw new UsageError(
        `[core] Failed to delete "${String(key)}" from the config: values stay for the whole run. Set it to null instead.`,
      );
    },
  });
}

function cleanKey(key: unknown): string {
  if (typeof key === "string") return key.replace(/^-+|-+$/g, "");
  throw new UsageError(
    `[core] Failed to update the config: the key "${showValue(key)}" is not text. Use text as keys.`,
  );
}

function itemsOf(values: ReadonlyMap<string, Json>): Item[] {
  return flatten(Object.fromEntries(values));
}
