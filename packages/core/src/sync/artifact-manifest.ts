import type { ArtifactEntry, Json, JsonObject } from "@stepwell/protocol";
import { parseJson } from "@stepwell/protocol";

/** The manifest as it is uploaded. `births` names for a path the version that brought its content first. */
export function manifestJson(
  entries: readonly ArtifactEntry[],
  births: ReadonlyMap<string, string>,
): JsonObject {
  const contents: [string, Json][] = entries.map((entry) => [entry.path, entryJson(entry, births)]);
  return {
    version: 1,
    storagePolicy: "wandb-storage-policy-v1",
    storagePolicyConfig: { storageLayout: "V2" },
    contents: Object.fromEntries(contents),
  };
}

function entryJson(
  { path, digest, ref, size, extra }: ArtifactEntry,
  births: ReadonlyMap<string, string>,
): JsonObject {
  const birth = births.get(path);
  return {
    digest,
    size,
    ...(ref === "" ? {} : { ref }),
    ...(birth === undefined ? {} : { birthArtifactID: birth }),
    ...(extra.length === 0
      ? {}
      : { extra: Object.fromEntries(extra.map(([name, json]) => [name, jsonOf(json)])) }),
  };
}

// A run file may come from anywhere; what is no JSON goes on as the text that it is.
function jsonOf(text: string): Json {
  try {
    return parseJson(text);
  } catch {
    return text;
  }
}
