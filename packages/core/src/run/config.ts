import type { ConfigRecord, Item, Json } from "@stepwell/protocol";
import { ConfigError, UsageError } from "../core-error.ts";
import { sameJson } from "../encode/same-json.ts";
import { checkOptions } from "./check-call.ts";
import { configItems, encodeConfig, presentConfigItems } from "./config-values.ts";
import type { ConfigValues, InitialConfig } from "./config-values.ts";
import { INSPECT } from "./inspect.ts";

/** Whether a config may change. */
export interface ConfigUpdateOptions {
  /** Lets values change that are set already. Default: what `init` was told, else false. */
  readonly allowValChange?: boolean;
}

/** The calls of a config. A config value of one of these names is read with `get`. */
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
  /** All of it as it is now; values that have no JSON form since somebody changed them in place are left out. */
  items(): Item[];
}

export interface CreateConfigOptions {
  readonly initial: InitialConfig;
  readonly allowValChange?: boolean;
  /** Gets every change as a record; throws when the run is over. */
  readonly write: (record: ConfigRecord) => void;
  /** Told the locked keys that somebody tried to change. */
  readonly ignored?: (keys: readonly string[]) => void;
}

/** A config that publishes its changes. */
export function createConfig(options: CreateConfigOptions): ConfigOwner {
  const { locked } = options.initial;
  const values = new Map(options.initial.values);
  const mayChange = options.allowValChange ?? false;

  function apply(changes: Map<string, Json>, updateOptions: ConfigUpdateOptions): void {
    checkOptions("change the config", updateOptions, ["allowValChange"], "{ allowValChange: true }");
    const { allowValChange = mayChange } = updateOptions;
    const refused = [...changes].flatMap(([key, value]) =>
      locked.has(key) && !sameJson(values.get(key) as Json, value) ? [key] : [],
    );
    for (const key of locked) changes.delete(key);
    for (const [key, value] of changes) {
      const old = values.get(key);
      if (allowValChange || old === undefined || sameJson(old, value)) continue;
      throw new ConfigError(
        `[core] Failed to change the config: "${key}" is set already and would change. Use config.update({ … }, { allowValChange: true }).`,
        { key },
      );
    }
    options.write({ type: "config", update: configItems(changes), remove: [] });
    for (const [key, value] of changes) values.set(key, value);
    if (refused.length > 0) options.ignored?.(refused);
  }

  const methods: ConfigMethods = {
    update: (data, updateOptions = {}) => apply(encodeConfig(data), updateOptions),
    set: (key, value, updateOptions = {}) => apply(encodeConfig({ [key]: value }), updateOptions),
    get: (key, fallback) => (values.has(key) ? values.get(key) : fallback),
    setDefaults(data) {
      const changes = encodeConfig(data);
      for (const key of changes.keys()) if (values.has(key)) changes.delete(key);
      apply(changes, {});
    },
    toJSON: () => structuredClone(Object.fromEntries(values)),
  };

  return { config: asMembers(methods, values), items: () => presentConfigItems(values) };
}

function asMembers(methods: ConfigMethods, values: ConfigValues): Config {
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
