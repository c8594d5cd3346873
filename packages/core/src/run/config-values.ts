import type { Item, Json } from "@stepwell/protocol";
import { flatten } from "@stepwell/runlog";
import { UsageError } from "../core-error.ts";
import { createValueEncoder } from "../encode/encode-value.ts";
import type { ConfigSources } from "../settings/load-config.ts";
import { showValue } from "../show-value.ts";

/** What a tracker writes about a run; it is no config, also when it was copied from another run. */
const RESERVED = "_wandb";

/** Config values as JSON, by their keys. */
export type ConfigValues = ReadonlyMap<string, Json>;

/** What a config starts with. */
export interface InitialConfig {
  readonly values: ConfigValues;
  /** Keys whose values stay as they are. */
  readonly locked: ReadonlySet<string>;
}

/** Puts together where a config comes from. Throws `UsageError` for values that are none. */
export function initialConfig(sources: Pick<ConfigSources, "values" | "locked">): InitialConfig {
  const values = new Map<string, Json>();
  for (const source of sources.values) {
    for (const [key, value] of encodeConfig(source)) if (!values.has(key)) values.set(key, value);
  }
  const locked = encodeConfig(sources.locked);
  for (const [key, value] of locked) values.set(key, value);
  return { values, locked: new Set(locked.keys()) };
}

/** The members of an object or a map as config values. Throws `UsageError` for anything else. */
export function encodeConfig(data: unknown): Map<string, Json> {
  if (typeof data !== "object" || data === null || Array.isArray(data)) {
    throw new UsageError(
      `[core] Failed to update the config: "${showValue(data)}" is not an object. Give an object, as { lr: 0.1 }.`,
    );
  }
  const encode = createValueEncoder({ purpose: "config" });
  const encoded = new Map<string, Json>();
  const entries: Iterable<[unknown, unknown]> = data instanceof Map ? data : Object.entries(data);
  for (const [key, value] of entries) {
    const name = cleanKey(key);
    if (value !== undefined && name !== RESERVED) encoded.set(name, encode(name, value));
  }
  return encoded;
}

/** Config values as a run file says them. */
export function configItems(values: ConfigValues): Item[] {
  return flatten(Object.fromEntries(values));
}

/** The same, as the values are by now: those that somebody changed in place into what has no JSON form are left out. */
export function presentConfigItems(values: ConfigValues): Item[] {
  const encode = createValueEncoder({ purpose: "config" });
  const present = new Map<string, Json>();
  for (const [key, value] of values) {
    try {
      present.set(key, encode(key, value));
    } catch {
      // Whatever somebody put into it, what is published stays as it was.
    }
  }
  return configItems(present);
}

function cleanKey(key: unknown): string {
  if (typeof key === "string") return key.replace(/^-+|-+$/g, "");
  throw new UsageError(
    `[core] Failed to update the config: the key "${showValue(key)}" is not text. Use text as keys.`,
  );
}
