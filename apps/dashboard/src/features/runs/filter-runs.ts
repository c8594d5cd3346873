import type { JsonObject, RunView } from "@stepwell/protocol";
import { formatJson } from "../../lib/format-json.ts";
import { fuzzyMatcher } from "../../lib/fuzzy-match.ts";
import { jsonLeaves } from "../../lib/json-leaves.ts";

/** A test for runs. Words match name, id, state, group and tags; `key:value` matches config and summary. */
export function runFilter(query: string): (run: RunView) => boolean {
  const terms = query
    .trim()
    .split(/\s+/)
    .filter((term) => term !== "");
  const tests = terms.map(termTest);
  return (run) => tests.every((test) => test(run));
}

function termTest(term: string): (run: RunView) => boolean {
  const colon = term.indexOf(":");
  if (colon > 0 && !term.startsWith("/"))
    return fieldTest(term.slice(0, colon).toLowerCase(), term.slice(colon + 1).toLowerCase());
  const matches = fuzzyMatcher(term);
  return ({ name, id, status, group, tags }) =>
    [name, id, status, group, ...tags].some((text) => text !== "" && matches(text));
}

function fieldTest(field: string, wanted: string): (run: RunView) => boolean {
  if (field === "tag") return ({ tags }) => tags.some((tag) => tag.toLowerCase().includes(wanted));
  if (field === "state" || field === "status") return ({ status }) => status.startsWith(wanted);
  return ({ config, summary }) => [config, summary].some((object) => hasValue(object, field, wanted));
}

function hasValue(object: JsonObject, field: string, wanted: string): boolean {
  return jsonLeaves(object).some(
    ([key, value]) => key.toLowerCase().includes(field) && formatJson(value).toLowerCase().includes(wanted),
  );
}
