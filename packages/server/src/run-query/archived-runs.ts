import type { JsonObject } from "@stepwell/protocol";
import { compileFilter, EVERY_RUN } from "@stepwell/storage";
import type { RunFilter } from "@stepwell/storage";
import { factField } from "./fact-fields.ts";
import { parseFilter } from "./parse-filter.ts";

const ARCHIVED = { kind: "equals", path: "archived", value: true } as const;
const UNARCHIVED: RunFilter = { kind: "not", of: ARCHIVED };

/** A filter of the api. Runs that are archived pass only when it speaks of `archived`. Throws a `RangeError` as `parseFilter` does. */
export function runFilterOf(json: JsonObject | undefined): RunFilter {
  if (json === undefined) return UNARCHIVED;
  const filter = parseFilter(json, factField);
  return isAbout(filter) ? settled(filter) : { kind: "all", of: [UNARCHIVED, filter] };
}

function isAbout(filter: RunFilter): boolean {
  if ("path" in filter) return filter.path === ARCHIVED.path;
  return filter.kind === "not" ? isAbout(filter.of) : filter.of.some(isAbout);
}

/** Only runs that are archived have the fact; to who asks, the others have it too, as false. */
function settled(filter: RunFilter): RunFilter {
  if (filter.kind === "not") return { kind: "not", of: settled(filter.of) };
  if (!("path" in filter)) return { kind: filter.kind, of: filter.of.map(settled) };
  if (filter.path !== ARCHIVED.path) return filter;
  const passes = compileFilter<boolean>(filter, () => (archived) => archived);
  if (passes(true)) return passes(false) ? EVERY_RUN : ARCHIVED;
  return passes(false) ? UNARCHIVED : { kind: "not", of: EVERY_RUN };
}
