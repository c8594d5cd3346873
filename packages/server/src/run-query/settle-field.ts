import { compileFilter, EVERY_RUN } from "@stepwell/storage";
import type { FactValue, RunFilter } from "@stepwell/storage";

/** The filter with its conditions on one path decided, where the fact there is the same for every run. */
export function settleField(filter: RunFilter, path: string, value: FactValue): RunFilter {
  if ("path" in filter) {
    if (filter.path !== path) return filter;
    const passes = compileFilter(filter, () => () => value)({});
    return passes ? EVERY_RUN : { kind: "not", of: EVERY_RUN };
  }
  if (filter.kind === "not") return { kind: "not", of: settleField(filter.of, path, value) };
  return { kind: filter.kind, of: filter.of.map((one) => settleField(one, path, value)) };
}
