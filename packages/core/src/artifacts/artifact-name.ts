import { UsageError } from "../core-error.ts";
import { showValue } from "../show-value.ts";

/** A version as users write it. What is left out is the run's own. */
export interface ArtifactName {
  readonly entity?: string;
  readonly project?: string;
  readonly collection: string;
  /** `latest`, `v3`, or what users call it. */
  readonly alias: string;
}

/** Reads `[[entity/]project/]name[:alias]`; the alias is `latest` by default. Throws `UsageError`. */
export function parseArtifactName(text: unknown, what: string): ArtifactName {
  const parts = typeof text === "string" ? text.split("/") : [];
  const last = parts.pop() ?? "";
  const [, collection = "", alias = "latest"] = /^([^:]+)(?::([^:]+))?$/.exec(last) ?? [];
  if (collection === "" || parts.length > 2 || parts.includes("")) {
    throw new UsageError(
      `[core] Failed to ${what}: "${showValue(text)}" names no artifact. Give "name:alias", "project/name:alias" or "entity/project/name:alias".`,
    );
  }
  const [project, entity] = parts.toReversed();
  return {
    collection,
    alias,
    ...(project === undefined ? {} : { project }),
    ...(entity === undefined ? {} : { entity }),
  };
}
