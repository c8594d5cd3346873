import type { JsonObject } from "@stepwell/protocol";

/** A version as it stands in a config, for W&B's tools. */
export function versionJson(version: {
  readonly id: string;
  readonly version: string;
  readonly collection: string;
}): JsonObject {
  return {
    _type: "artifactVersion",
    _version: "v0",
    id: version.id,
    version: version.version,
    sequenceName: version.collection,
    usedAs: null,
  };
}
