import { loadYamlLibrary } from "#libraries";
import { parseJson } from "@stepwell/protocol";
import type { ScalarTag } from "yaml";
import { UsageError } from "../core-error.ts";
import { FileError } from "../errors/file-error.ts";
import { showValue } from "../show-value.ts";
import type { World } from "../world.ts";
import { readSettingsText } from "./read-settings-text.ts";

const MAX_BYTES = 4 * 1024 * 1024;
const VERB = "read the config";
/** Ours and W&B's; what another run wrote there is not config of this one. */
const RESERVED = ["_wandb", "wandb_version"];

/** Python, which reads the same files, takes these words for true and false. */
const SWITCH: ScalarTag = {
  tag: "tag:yaml.org,2002:bool",
  default: true,
  test: /^(?:yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF)$/,
  resolve: (word) => /^(?:yes|on)$/i.test(word),
};

/**
 * The values in a YAML or JSON file (by its ending), either plain or as W&B writes them: `key: { value: …, desc: … }`.
 * Undefined when there is no file, and empty when nothing stands in it. Throws `UsageError` for anything else.
 */
export function readConfigFile(path: string, world: World): ReadonlyMap<string, unknown> | undefined {
  const text = readSettingsText(world.fileSystem, path, { maxBytes: MAX_BYTES, verb: VERB });
  if (text === undefined) return undefined;
  if (text.trim() === "") return new Map();
  const data = /\.json$/i.test(path) ? parseAsJson(path, text) : parseAsYaml(path, text);
  if (data === null) return new Map();
  if (typeof data !== "object" || Array.isArray(data)) {
    refuse(path, "holds no keys with values", 'Write it as "key: value".');
  }
  return valuesOf(path, new Map(Object.entries(data)));
}

function parseAsJson(path: string, text: string): unknown {
  try {
    return parseJson(text);
  } catch (cause) {
    return refuse(path, `is not JSON: ${reasonOf(cause)}`, "Correct it.", cause);
  }
}

function parseAsYaml(path: string, text: string): unknown {
  try {
    const document = loadYamlLibrary().parseDocument(text, {
      customTags: (tags) => [SWITCH, ...tags],
      merge: true,
      prettyErrors: false,
      stringKeys: true,
    });
    const [error] = document.errors;
    if (error === undefined) return document.toJS({ maxAliasCount: 100 }) as unknown;
    const line = text.slice(0, error.pos[0]).split("\n").length;
    return refuse(path, `is not YAML: ${reasonOf(error)} in line ${line}`, "Correct it.", error);
  } catch (cause) {
    if (UsageError.isInstance(cause)) throw cause;
    // Nesting without end and references that multiply.
    return refuse(path, `can't be read as YAML: ${reasonOf(cause)}`, "Correct it.", cause);
  }
}

function valuesOf(path: string, data: Map<string, unknown>): Map<string, unknown> {
  const version = data.get("wandb_version");
  for (const key of RESERVED) data.delete(key);
  if (version !== undefined && version !== 1) {
    refuse(path, `has the wandb_version "${showValue(version)}"`, "Version 1 is known.");
  }
  const plain = [...data].find(([, value]) => !isWrapped(value))?.[0];
  const isWandbs = version !== undefined || [...data.values()].some(isWrapped);
  if (!isWandbs) return data;
  if (plain !== undefined) {
    refuse(
      path,
      `has "${plain}" without a value of its own among keys that have one`,
      `Write it as "${plain}: { value: … }", or all keys plainly.`,
    );
  }
  return new Map([...data].map(([key, value]) => [key, (value as { value: unknown }).value]));
}

function isWrapped(value: unknown): boolean {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const members = Object.keys(value);
  return members.includes("value") && members.every((name) => name === "value" || name === "desc");
}

function reasonOf(error: unknown): string {
  if (String(error).includes("call stack")) return "it is nested too deeply";
  return (error instanceof Error ? error.message : String(error)).replace(/[.\s]+$/, "").slice(0, 200);
}

function refuse(path: string, reason: string, remedy: string, cause?: unknown): never {
  throw new FileError(`[core] Failed to ${VERB}: "${path}" ${reason}. ${remedy}`, {
    path,
    code: undefined,
    cause,
  });
}
