import type { Json } from "@stepwell/protocol";
import { printJson } from "@stepwell/protocol";
import { UsageError } from "../core-error.ts";
import { OptionError } from "../errors/option-error.ts";
import { createValueEncoder } from "../encode/encode-value.ts";
import { showValue } from "../show-value.ts";

const MAX_NAME = 128;
const MAX_METADATA_KEYS = 100;
const MAX_METADATA_CHARACTERS = 16 * 1024 * 1024;

/** Throws `UsageError` for a name that W&B's tools would refuse. */
export function checkArtifactName(name: unknown): asserts name is string {
  if (typeof name === "string" && /^[a-zA-Z0-9_\-.]+$/.test(name) && name.length <= MAX_NAME) return;
  throw new OptionError(
    `[core] Failed to make an artifact: the name is "${showValue(name)}". Use letters, digits, "-", "_" and ".", at most ${MAX_NAME} of them.`,
    { option: "name" },
  );
}

/** Throws `UsageError` for a type that is empty, or belongs to W&B's own artifacts. */
export function checkArtifactType(type: unknown, name: string): asserts type is string {
  if (typeof type !== "string" || type === "" || type.length > MAX_NAME || /[/:\0]/.test(type)) {
    throw new OptionError(
      `[core] Failed to make the artifact "${name}": the type is "${showValue(type)}". Give a short text, as "model".`,
      { option: "type" },
    );
  }
  const isReserved =
    type === "job" ||
    type.startsWith("wandb-") ||
    (type === "run_table" && name.startsWith("run-")) ||
    (type === "code" && name.startsWith("source-"));
  if (!isReserved) return;
  throw new OptionError(
    `[core] Failed to make the artifact "${name}": the type "${type}" is kept for what runs log of themselves. Use another type or name.`,
    { option: "type" },
  );
}

/** Throws `UsageError` for anything but a list of aliases. */
export function checkAliases(aliases: unknown, name: string): asserts aliases is readonly string[] {
  checkList("alias", aliases, name, (alias) => alias !== "" && !/[/:\0]/.test(alias), 'no "/" and ":" in it');
}

/** Throws `UsageError` for anything but a list of tags. */
export function checkArtifactTags(tags: unknown, name: string): asserts tags is readonly string[] {
  checkList("tag", tags, name, (tag) => /^[-\w]+( +[-\w]+)*$/.test(tag), "words of letters, digits, - and _");
}

function checkList(
  what: string,
  list: unknown,
  name: string,
  isGood: (text: string) => boolean,
  rule: string,
): void {
  const items: readonly unknown[] = Array.isArray(list) ? list : [list];
  const bad = Array.isArray(list)
    ? items.find((item) => typeof item !== "string" || !isGood(item) || item.length > MAX_NAME)
    : list;
  if (Array.isArray(list) && !items.some((item) => item === bad)) return;
  throw new UsageError(
    `[core] Failed to make the artifact "${name}": "${showValue(bad)}" is no ${what}. Give a list of texts with ${rule}, as ["best"].`,
  );
}

/** Metadata as JSON text; NaN is null there. Throws `UsageError` for more than 100 keys and for infinities. */
export function metadataText(metadata: unknown, name: string): string {
  if (metadata === undefined) return "{}";
  if (typeof metadata !== "object" || metadata === null || Array.isArray(metadata))
    return refuse(name, `they are "${showValue(metadata)}"`, "Give an object, as { rows: 100 }");
  const encoded = createValueEncoder({ purpose: "log" })("metadata", metadata) as Record<string, Json>;
  const count = Object.keys(encoded).length;
  if (count > MAX_METADATA_KEYS)
    return refuse(
      name,
      `they have "${count}" keys`,
      `Give at most ${MAX_METADATA_KEYS}, and nest the others`,
    );
  const text = printJson(withoutNaN(encoded, name));
  if (text.length <= MAX_METADATA_CHARACTERS) return text;
  return refuse(
    name,
    `they are "${text.length}" characters long`,
    "Put large data into a file of the artifact",
  );
}

function withoutNaN(value: Json, name: string): Json {
  if (typeof value === "number" && !Number.isFinite(value)) {
    if (Number.isNaN(value)) return null;
    return refuse(name, `a value is "${value}"`, "Use a finite number, or text");
  }
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => withoutNaN(item, name));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, withoutNaN(item as Json, name)]),
  );
}

function refuse(name: string, reason: string, remedy: string): never {
  throw new UsageError(`[core] Failed to take the metadata of the artifact "${name}": ${reason}. ${remedy}.`);
}
