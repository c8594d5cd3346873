import type { ProjectView } from "@stepwell/protocol";
import type { SortKey } from "../../lib/view-state.ts";

/** Columns that projects can be sorted by. */
export type ProjectColumn = "name" | "runs" | "live" | "lastActivity";

const orders: Readonly<Record<ProjectColumn, (a: ProjectView, b: ProjectView) => number>> = {
  name: (a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0),
  runs: (a, b) => a.runs - b.runs,
  live: (a, b) => a.live - b.live,
  lastActivity: (a, b) => a.lastActivity - b.lastActivity,
};

/** Projects in the order of a column, the last active first where that is equal or nothing was chosen. */
export function sortProjects(
  projects: readonly ProjectView[],
  [sort]: readonly SortKey[],
): readonly ProjectView[] {
  const order = sort !== undefined && isColumn(sort.key) ? orders[sort.key] : undefined;
  const sign = sort?.descending === true ? -1 : 1;
  return projects.toSorted((a, b) => sign * (order?.(a, b) ?? 0) || orders.lastActivity(b, a));
}

function isColumn(key: string): key is ProjectColumn {
  return Object.hasOwn(orders, key);
}
