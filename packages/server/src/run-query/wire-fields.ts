import { joinPath, splitPath } from "@stepwell/protocol";
import type { FilterField } from "./parse-filter.ts";
import { queryError, quoted } from "./query-error.ts";

const LONGEST_FIELD = 1024;

/** W&B's names of what it filters and sorts runs by, in either of its spellings. */
const FIELDS: Readonly<Record<string, string>> = {
  name: "name",
  displayname: "displayName",
  state: "state",
  group: "group",
  groupname: "group",
  jobtype: "jobType",
  tags: "tags",
  notes: "notes",
  username: "username",
  createdat: "createdAt",
  heartbeatat: "heartbeatAt",
  host: "host",
  duration: "duration",
  sweep: "sweep",
};

/**
 * A field as W&B's clients write it: names in camel or snake case, `config.<key>.value.<…>` or `config.<…>`, and
 * `summary_metrics.<…>`. Throws a `RangeError` for an unknown one.
 */
export function wireField(name: string): FilterField {
  if (name.length > LONGEST_FIELD) throw queryError("query", `the field ${quoted(name)} is too long`);
  const [first = "", ...rest] = splitPath(name);
  if (rest.length > 0) {
    if (first === "config") return { path: `config.${joinPath(unwrapped(rest))}`, isTime: false };
    if (/^summary(?:_metrics|Metrics)?$/.test(first))
      return { path: `summary.${joinPath(rest)}`, isTime: false };
  }
  const known = name.replaceAll("_", "").toLowerCase();
  const path = Object.hasOwn(FIELDS, known) ? FIELDS[known] : undefined;
  if (path === undefined) {
    throw queryError(
      "query",
      `there is no field ${quoted(name)}; there are ${[...new Set(Object.values(FIELDS))].join(", ")}, and "config." and "summary_metrics." with a key`,
    );
  }
  return { path, isTime: path.endsWith("At") };
}

/** Without the `value` that W&B puts around each top-level key, which ends that key: `a.b.value.c` is `c` of `a.b`. */
function unwrapped(parts: readonly string[]): readonly string[] {
  const at = parts.indexOf("value", 1);
  return at < 0 ? parts : [parts.slice(0, at).join("."), ...parts.slice(at + 1)];
}
