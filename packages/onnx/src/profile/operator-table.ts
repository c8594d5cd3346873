import { Table } from "@stepwell/core";
import type { OperatorTime } from "./operator-times.ts";

/** A row for each operator: milliseconds in all of its calls, microseconds of one. */
export function operatorTable(times: readonly OperatorTime[]): Table {
  const total = times.reduce((sum, { self }) => sum + self, 0);
  return new Table({
    columns: ["operator", "provider", "calls", "total_ms", "mean_us", "longest_us", "share"],
    data: times.map(({ operator, provider, calls, self, longest }) => [
      operator,
      provider,
      calls,
      self / 1000,
      self / calls,
      longest,
      total > 0 ? self / total : 0,
    ]),
  });
}
