import type { Json, JsonObject, RunGroupView } from "@stepwell/protocol";
import { printJson } from "@stepwell/protocol";
import type { ChartGroup } from "../charts/panel-spec.ts";
import type { RowRange } from "./use-run-table.ts";

/** Runs that share values, on one level of a list; the last level has no further ones. */
export interface GroupNode {
  /** `group:` and the values as JSON; no run has such an id. */
  readonly id: string;
  readonly level: number;
  /** The field of this level, and its value; undefined for runs without one. */
  readonly field: string;
  readonly value: Json | undefined;
  readonly runs: number;
  readonly live: number;
  /** Mean of the list's metric over all of its runs; NaN where there is none. */
  readonly mean: number;
  /** Places of its runs in the table that is sorted by the groups. */
  readonly places: RowRange;
  readonly children: readonly GroupNode[];
}

/** Nests groups, which come in the order of their values, by their fields. `measure` is the path of the list's metric. */
export function groupTree(
  groups: readonly RunGroupView[],
  by: readonly string[],
  measure: string | undefined,
): readonly GroupNode[] {
  let place = 0;
  const leaves = groups.map((group) => {
    const first = place;
    place += group.runs;
    return { group, places: { first, last: place - 1 } };
  });
  return nested(leaves, 0);

  function nested(under: readonly Leaf[], level: number): GroupNode[] {
    const field = by[level] as string;
    const nodes: GroupNode[] = [];
    for (let from = 0; from < under.length;) {
      const id = groupId((under[from] as Leaf).group, by.slice(0, level + 1));
      let to = from + 1;
      while (to < under.length && groupId((under[to] as Leaf).group, by.slice(0, level + 1)) === id) to += 1;
      const members = under.slice(from, to);
      const first = members[0] as Leaf;
      nodes.push({
        id,
        level,
        field,
        value: first.group.values[field],
        runs: sum(members, ({ group }) => group.runs),
        live: sum(members, ({ group }) => group.live),
        mean: meanOf(members, measure),
        places: { first: first.places.first, last: (members.at(-1) as Leaf).places.last },
        children: level + 1 < by.length ? nested(members, level + 1) : [],
      });
      from = to;
    }
    return nodes;
  }
}

/** The id of the group of a run with these values. */
export function groupIdOf(values: JsonObject, by: readonly string[]): string {
  return `group:${printJson(by.map((field) => (values[field] === undefined ? [] : [values[field]])) as Json)}`;
}

/** The groups that are drawn as lines: those without further levels, in the order of the list. */
export function leafGroups(nodes: readonly GroupNode[]): readonly GroupNode[] {
  return nodes.flatMap((node) => (node.children.length === 0 ? [node] : leafGroups(node.children)));
}

/** Colours of groups: a slot for each in the order in which their first runs were created, so that a new group takes no other's. */
export function groupColors(
  groups: readonly RunGroupView[],
  by: readonly string[],
): ReadonlyMap<string, number> {
  const born = groups.toSorted(
    (a, b) => (a.measures["createdAt"]?.min ?? 0) - (b.measures["createdAt"]?.min ?? 0),
  );
  return new Map(born.map((group, at) => [groupId(group, by), at % 12]));
}

/** The group as charts need it. */
export function chartGroup(node: GroupNode, label: string, colors: ReadonlyMap<string, number>): ChartGroup {
  return { id: node.id, label, color: colors.get(node.id) ?? 0, runs: node.runs };
}

interface Leaf {
  readonly group: RunGroupView;
  readonly places: RowRange;
}

function groupId({ values }: RunGroupView, by: readonly string[]): string {
  return groupIdOf(values, by);
}

function meanOf(members: readonly Leaf[], measure: string | undefined): number {
  if (measure === undefined) return Number.NaN;
  let count = 0;
  let total = 0;
  for (const { group } of members) {
    const found = group.measures[measure];
    if (found === undefined || found.count === 0) continue;
    count += found.count;
    total += found.mean * found.count;
  }
  return count === 0 ? Number.NaN : total / count;
}

function sum(members: readonly Leaf[], part: (leaf: Leaf) => number): number {
  return members.reduce((all, leaf) => all + part(leaf), 0);
}
