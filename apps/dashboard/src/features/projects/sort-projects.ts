import type { ProjectView } from "@stepwell/protocol";
import type { SortKey } from "../../lib/view-state.ts";

/** Columns that projects can be sorted by. */
export type ProjectColumn = "name" | "runs" | "live" | "lastActivity" | "best" | "size";

type Order = (a: ProjectView, b: ProjectView) => number;

const orders: Readonly<Record<Exclude<ProjectColumn, "best" | "size">, Order>> = {
  name: (a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0),
  runs: (a, b) => a.runs - b.runs,
  live: (a, b) => a.live - b.live,
  lastActivity: (a, b) => a.lastActivity - b.lastActivity,
};

/**
 * Projects in the order of a column, the last active first where that is equal or nothing was chosen. `values` are those of
 * the column `best` or `size` by name; what has none stands last, whatever the direction.
 */
export function sortProjects(
  projects: readonly ProjectView[],
  [sort]: readonly SortKey[],
  values: ReadonlyMap<string, number> = new Map(),
): readonly ProjectView[] {
  const sign = sort?.descending === true ? -1 : 1;
  const order = sort === undefined ? undefined : orderOf(sort.key, sign, values);
  return projects.toSorted((a, b) => (order?.(a, b) ?? 0) || orders.lastActivity(b, a));
}

function orderOf(key: string, sign: 1 | -1, values: ReadonlyMap<string, number>): Order | undefined {
  if (key === "best" || key === "size") {
    return (a, b) => {
      const [one, other] = [values.get(a.name), values.get(b.name)];
      if (one === undefined || other === undefined)
        return Number(one === undefined) - Number(other === undefined);
      return sign * (one - other);
    };
  }
  if (!Object.hasOwn(orders, key)) return undefined;
  return (a, b) => sign * orders[key as keyof typeof orders](a, b);
}
