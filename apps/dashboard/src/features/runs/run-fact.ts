import type { FilterScalar } from "@stepwell/client";
import { printJson, splitPath, type Json, type RunView } from "@stepwell/protocol";
import { jsonAt } from "../../lib/json-leaves.ts";

/** A value of a run as the server compares it: texts are cut, lists of plain values stay lists. */
export type RunFact = FilterScalar | readonly FilterScalar[];

const longestText = 512;
const longestList = 32;

/** What a run has at one of the server's paths, as it is compared there; undefined for nothing. */
export function factOf(run: RunView, path: string): RunFact | undefined {
  const own = ownFact(run, path);
  if (own !== undefined) return own;
  const [area = "", ...rest] = splitPath(path);
  if (area !== "config" && area !== "summary") return undefined;
  const value = jsonAt(run[area], rest);
  return value === undefined || isBranch(value) ? undefined : asFact(value);
}

/** An object that is no media value has its members as facts, and is none itself. */
function isBranch(value: Json): boolean {
  return (
    typeof value === "object" && value !== null && !Array.isArray(value) && !Object.hasOwn(value, "_type")
  );
}

function ownFact(run: RunView, path: string): RunFact | undefined {
  switch (path) {
    case "name":
    case "id":
      return run.id;
    case "displayName":
      return cut(run.name);
    case "state":
      return run.status;
    case "createdAt":
    case "startedAt":
      return run.startedAt;
    case "heartbeatAt":
      return run.updatedAt;
    case "duration":
      return run.runtime;
    case "tags":
      return [...run.tags];
    case "group":
    case "jobType":
    case "notes":
    case "host":
      return cut(run[path]);
    case "color":
      return run.color;
    case "sweep":
      // Lists do not say it.
      return "";
    case "archived":
      return run.archived;
    default:
      return undefined;
  }
}

function asFact(value: Json): RunFact {
  if (typeof value === "string") return cut(value);
  if (typeof value === "bigint") return Number(value);
  if (value === null || typeof value !== "object") return value;
  if (!Array.isArray(value) || value.length > longestList) return cut(printJson(value));
  const facts = (value as readonly Json[]).map(asFact);
  const isPlain = facts.every(
    (fact) => !Array.isArray(fact) && (typeof fact !== "number" || Number.isFinite(fact)),
  );
  return isPlain ? (facts as readonly FilterScalar[]) : cut(printJson(value));
}

function cut(text: string): string {
  return text.length > longestText ? text.slice(0, longestText) : text;
}
