import type { Json, JsonObject } from "@stepwell/protocol";
import { isJsonObject } from "@stepwell/protocol";
import { member, parseObject, textOf } from "../wire/plain-json.ts";
import { WireError } from "../wire/wire-error.ts";
import { md5Hex } from "./md5.ts";

/** What an artifact holds, by path. */
export interface ArtifactManifest {
  /** The manifest as its client sent it; unknown members stay. */
  readonly json: JsonObject;
  /** In the order of their paths. */
  readonly entries: readonly ManifestEntry[];
}

export interface ManifestEntry {
  readonly path: string;
  /** MD5 of a file in lower-case hex; undefined for a reference, whose digest may be anything. */
  readonly md5: string | undefined;
  /** Where a reference points to; undefined for a file. */
  readonly ref: string | undefined;
  readonly digest: string;
  /** Bytes; 0 where it was not said. */
  readonly size: number;
}

const MAX_ENTRIES = 1_000_000;
const LONGEST_PATH = 4096;

/** Reads a manifest. Refuses with 400 what is none, and names that would lead out of a folder. */
export function readManifest(bytes: Uint8Array): ArtifactManifest {
  const json = parseObject(new TextDecoder().decode(bytes));
  if (json === undefined || Number(member(json, "version")) !== 1) {
    throw refused("it is not a JSON object of version 1", "Send a manifest as W&B's clients write it.");
  }
  return { json, entries: entriesOf(member(json, "contents")) };
}

/** `over` laid over `base`: its entries replace those of the same path. */
export function mergeManifests(base: ArtifactManifest, over: ArtifactManifest): ArtifactManifest {
  const contents = { ...(base.json["contents"] as JsonObject), ...(over.json["contents"] as JsonObject) };
  return { json: { ...over.json, contents }, entries: entriesOf(contents) };
}

function entriesOf(contents: Json | undefined): ManifestEntry[] {
  if (!isJsonObject(contents)) throw refused('it has no "contents"', "Send an object of paths.");
  const paths = Object.keys(contents);
  if (paths.length > MAX_ENTRIES) {
    throw refused(`it has "${paths.length}" entries`, `Put at most ${MAX_ENTRIES} into one artifact.`);
  }
  return paths.toSorted().map((path) => entryOf(path, contents[path]));
}

function entryOf(path: string, value: Json | undefined): ManifestEntry {
  const digest = textOf(member(value, "digest"));
  const size = member(value, "size") ?? 0;
  if (!isEntryPath(path)) {
    throw refused(
      `the name "${path.slice(0, 200)}" leads out of a folder or is too long`,
      "Rename the entry.",
    );
  }
  const given = member(value, "ref");
  const ref = given === undefined ? undefined : textOf(given);
  const md5 = ref === undefined ? md5Hex(digest) : undefined;
  if (md5 === undefined && ref === undefined) {
    throw refused(`the digest of "${path.slice(0, 200)}" is no MD5`, "Send the base64 MD5 of the file.");
  }
  if (typeof size !== "number" || !Number.isSafeInteger(size) || size < 0) {
    throw refused(`the size of "${path.slice(0, 200)}" is no number of bytes`, "Send the file's size.");
  }
  return { path, md5, ref, digest, size };
}

/** Names of references may be anything that stays below a folder. */
function isEntryPath(path: string): boolean {
  if (path === "" || path.length > LONGEST_PATH || path.includes("\0") || /^([/\\]|[a-z]:)/i.test(path))
    return false;
  return !path.split(/[/\\]/).includes("..");
}

function refused(reason: string, advice: string): WireError {
  return new WireError(400, `[server] Failed to take the manifest: ${reason}. ${advice}`);
}
