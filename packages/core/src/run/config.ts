import type { ConfigRecord, Item, Json } from "@stepwell/protocol";
import { flatten } from "@stepwell/runlog";
import { ConfigError, UsageError } from "../core-error.ts";
import { createValueEncoder } from "../encode/encode-value.ts";
import { showValue } from "../show-value.ts";
import { sameJson } from "../encode/same-json.ts";
import { INSPECT } from "./inspect.ts";

export interface ConfigUpdateOptions {
  /** Lets values change that are set already. Default false. */
  readonly allowValChange?: boolean;
}

export interface ConfigMethods {
  /** Takes several values at once, or none: throws `ConfigError` when one is set already and would change. */
  update(data: object, options?: ConfigUpdateOptions): void;
  set(key: string, value: unknown, options?: ConfigUpdateOptions): void;
  /** Undefined for a key that is not set. */
  get(key: string): unknown;
  /** Takes the values whose keys are not set yet. */
  setDefaults(data: object): void;
  /** A copy of everything that is set. */
  toJSON(): Record<string, Json>;
}

/**
 * What a run was started with. Values are read and set as members, or with the methods, which win over members of
 * the same name. A value that is set already changes only with `update(…, { allowValChange: true })`.
 */
export type Config = ConfigMethods & { [key: string]: unknown };

/** The config and what its owner needs: the items it starts with. */
export interface ConfigOwner {
  readonly config: Config;
  readonly initialItems: readonly Item[];
}

/** `write` gets every change as a record; it throws when the run is over. */
export function createConfig(options: {
  initial: object;
  write: (record: ConfigRecord) => void;
}): ConfigOwner {
  const encode = createValueEncoder({ purpose: "config" });
  const values = new Map<string, Json>();

  function encodeAll(data: unknown): Map<string, Json> {
    if (typeof data !== "object" || data === null || Array.isArray(data)) {
      throw new UsageError(
        `[core] Failed to update the config: "${showValue(data)}" is not an object. Give an object, as { lr: 0.1 }.`,
      );
    }
    const encoded = new Map<string, Json>();
    const entries: Iterable<[unknown, unknown]> = data instanceof Map ? data : Object.entries(data);
    for (const [key, value] of entries) {
      if (value !== undefined) encoded.set(cleanKey(key), encode(key as string, value));
    }
    return encoded;
  }

  function apply(changes: Map<string, Json>, mayChange: boolean): void {
    for (const [key, value] of changes) {
      const old = values.get(key);
      if (mayChange || old === undefined || sameJson(old, value)) continue;
      throw new ConfigError(
        `[core] Failed to change the config: "${key}" is set already and would change. Use config.update({ … }, { allowValChange: true }).`,
      );
    }
    options.write({ type: "config", update: itemsOf(changes), remove: [] });
    for (const [key, value] of changes) values.set(key, value);
  }

  const methods: ConfigMethods = {
    update: (data, { allowValChange = false } = {}) => apply(encodeAll(data), allowValChange),
    set: (key, value, { allowValChange = false } = {}) => apply(encodeAll({ [key]: value }), allowValChange),
    get: (key) => values.get(key),
    setDefaults(data) {
      const changes = encodeAll(data);
      for (const key of changes.keys()) if (values.has(key)) changes.delete(key);
      apply(changes, false);
    },
    toJSON: () => structuredClone(Object.fromEntries(values)),
  };

  for (const [key, value] of encodeAll(options.initial)) values.set(key, value);
  return { config: asMembers(methods, values), initialItems: itemsOf(values) };
}

function asMembers(methods: ConfigMethods, values: ReadonlyMap<string, Json>): Config {
  const target = { ...methods, [INSPECT]: () => Object.fromEntries(values) };
  return new Proxy(target as Config, {
    get: (target, key) =>
      Object.hasOwn(target, key) || typeof key === "symbol" ? Reflect.get(target, key) : values.get(key),
    has: (target, key) => Object.hasOwn(target, key) || (typeof key === "string" && values.has(key)),
    ownKeys: () => [...values.keys()],
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
