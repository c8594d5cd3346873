import type { FilterField } from "./parse-filter.ts";
import { queryError, quoted } from "./query-error.ts";

const LONGEST_FIELD = 512;
const TIMES = ["createdAt", "startedAt", "heartbeatAt"];
const FIELDS = [
  "name",
  "displayName",
  "state",
  "group",
  "jobType",
  "tags",
  "notes",
  "host",
  "sweep",
  "duration",
  "color",
  "archived",
  ...TIMES,
];

/** A field of the api: the path of a fact, with `id` for the run's id. Throws a `RangeError` for an unknown one. */
export function factField(name: string): FilterField {
  const path = name === "id" ? "name" : name;
  if (path.length > LONGEST_FIELD) throw queryError("query", `the field ${quoted(path)} is too long`);
  if (/^(?:config|summary)\../s.test(path)) return { path, isTime: false };
  if (FIELDS.includes(path)) return { path, isTime: TIMES.includes(path) };
  throw queryError(
    "query",
    `there is no field ${quoted(name)}; there are ${FIELDS.join(", ")}, and "config." and "summary." with a key`,
  );
}
