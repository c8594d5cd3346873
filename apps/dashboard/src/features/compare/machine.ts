import type { Json, JsonObject, RunDetail } from "@stepwell/protocol";
import { jsonLeaves } from "../../lib/json-leaves.ts";

/** What differs between any two runs and says nothing of the machine. */
const left = new Set(["startedAt", "writerId", "email", "colab"]);

/** Where and how a run was run, without what is empty. */
export function machineOf({ run, environment, git }: RunDetail): JsonObject {
  const known: [string, Json][] = Object.entries(environment ?? {}).filter(
    ([name, value]) => !left.has(name) && value !== null && value !== "" && value !== 0 && !isHollow(value),
  );
  const source: [string, Json][] =
    git === null
      ? []
      : [
          ["git.commit", git.commit],
          ["git.remote", git.remote],
        ];
  return Object.fromEntries(
    [
      ...known,
      ...source.filter(([, value]) => value !== ""),
      ["group", run.group],
      ["job", run.jobType],
    ].filter(([, value]) => value !== "") as [string, Json][],
  );
}

function isHollow(value: Json): boolean {
  if (typeof value !== "object" || value === null) return false;
  return Array.isArray(value) ? value.length === 0 : jsonLeaves(value as JsonObject).length === 0;
}
