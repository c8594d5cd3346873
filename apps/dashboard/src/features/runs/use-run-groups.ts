import type { RunFilter } from "@stepwell/client";
import { printJson, type Json, type JsonObject } from "@stepwell/protocol";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { formatJson } from "../../lib/format-json.ts";
import { queryKeys } from "../../lib/query-keys.ts";
import type { ChartGroup } from "../charts/panel-spec.ts";
import { useSession } from "../shell/session-context.ts";
import { chartGroup, groupColors, groupIdOf, groupTree, leafGroups, type GroupNode } from "./group-tree.ts";
import { fairShare } from "./fair-share.ts";
import { isShown, mostDrawn, type ShownChoices } from "./shown-runs.ts";
import type { RowRange } from "./use-run-table.ts";

/** Most groups that are read. */
const mostGroups = 1_000;

/** The groups of a list of runs, and which of them are drawn. */
export interface RunGroupTree {
  readonly nodes: readonly GroupNode[];
  readonly leaves: readonly GroupNode[];
  /** Groups that there are; those beyond the first 1,000 are not read. */
  readonly total: number;
  readonly groupOf: (columns: JsonObject) => ChartGroup | undefined;
  colorOf(node: GroupNode): number;
  isLeafShown(choices: ShownChoices, leaf: GroupNode): boolean;
  /** Places whose runs are drawn: of each shown group as many as fit. */
  shownRanges(choices: ShownChoices): readonly RowRange[];
  isPlaceShown(choices: ShownChoices): (place: number) => boolean;
  /** Runs of the shown groups. */
  wanted(choices: ShownChoices): number;
}

export interface RunGroupsQuestion {
  readonly filter: RunFilter | undefined;
  readonly by: readonly string[];
  /** The path of the list's metric. */
  readonly metric: string | undefined;
  readonly enabled: boolean;
}

/** Reads the groups of a project's runs; undefined without fields to group by, and before the first answer. */
export function useRunGroups(project: string, asked: RunGroupsQuestion): RunGroupTree | undefined {
  const { filter, by, metric, enabled } = asked;
  const isGrouped = by.length > 0;
  const found = useGroups(project, { filter, by, metric, enabled: enabled && isGrouped });
  // Colours are by all groups of the project, so that a filter changes none.
  const all = useGroups(project, { filter: undefined, by, metric: undefined, enabled: isGrouped });
  const byText = by.join("\n");
  return useMemo(() => {
    if (!isGrouped || found === undefined) return undefined;
    const nodes = groupTree(found.groups, by, metric);
    const leaves = leafGroups(nodes);
    const colors = groupColors(all?.groups ?? found.groups, by);
    const groups = new Map(leaves.map((leaf) => [leaf.id, chartGroup(leaf, labelOf(leaf, nodes), colors)]));
    const isLeafShown = (choices: ShownChoices, leaf: GroupNode): boolean =>
      isShown(choices, leaf.id, leaves.indexOf(leaf), leaves.length);
    const shownLeaves = (choices: ShownChoices): GroupNode[] =>
      leaves.filter((leaf) => isLeafShown(choices, leaf));
    const shownRanges = (choices: ShownChoices): RowRange[] => {
      const shown = shownLeaves(choices);
      const most = fairShare(
        shown.map(({ runs }) => runs),
        mostDrawn,
      );
      return shown.map(({ places: { first, last } }) => ({ first, last: Math.min(last, first + most - 1) }));
    };
    return {
      nodes,
      leaves,
      total: found.total,
      groupOf: (columns) => groups.get(groupIdOf(columns, by)),
      colorOf: (node) => groups.get(node.id)?.color ?? 0,
      isLeafShown,
      shownRanges,
      isPlaceShown(choices) {
        const ranges = shownRanges(choices);
        return (place) => ranges.some(({ first, last }) => place >= first && place <= last);
      },
      wanted: (choices) => shownLeaves(choices).reduce((sum, { runs }) => sum + runs, 0),
    };
  }, [isGrouped, found, all, byText, metric]);
}

function useGroups(
  project: string,
  { filter, by, metric, enabled }: RunGroupsQuestion,
): Awaited<ReturnType<ReturnType<typeof useSession>["client"]["runGroups"]>> | undefined {
  const { client } = useSession();
  const measures = ["createdAt", ...(metric === undefined ? [] : [metric])];
  const question = printJson([(filter ?? null) as Json, [...by], measures]);
  const { data } = useQuery({
    queryKey: queryKeys.runGroups(project, question),
    enabled,

    queryFn: ({ signal }) =>
      client.runGroups(project, {
        ...(filter === undefined ? {} : { filter }),
        by,
        measures,
        limit: mostGroups,
        signal,
      }),
  });
  return data;
}

/** The values of a group and of those around it. */
function labelOf(leaf: GroupNode, nodes: readonly GroupNode[]): string {
  const path: string[] = [];
  let level: readonly GroupNode[] = nodes;
  for (;;) {
    const node = level.find(
      ({ places }) => leaf.places.first >= places.first && leaf.places.last <= places.last,
    );
    if (node === undefined) return path.join(", ");
    path.push(groupText(node.value));
    level = node.children;
  }
}

/** The value of a group as text. */
export function groupText(value: Json | undefined): string {
  if (value === undefined) return "none";
  return typeof value === "string" ? value : formatJson(value);
}
