import type { RunFilter } from "@stepwell/client";
import { useQuery } from "@tanstack/react-query";
import { printJson, type Json, type RunGroupView, type RunKeyView } from "@stepwell/protocol";
import { useMemo, useState } from "react";
import { queryKeys } from "../../lib/query-keys.ts";
import type { ViewState } from "../../lib/view-state.ts";
import { useRunFilter, type ReadRunFilter } from "../filter/use-run-filter.ts";
import { groupTree, type GroupNode } from "../runs/group-tree.ts";
import { listItems, type ListItems } from "../runs/list-items.ts";
import { mostSortKeys, sortPath } from "../runs/sort-path.ts";
import { useRunTable, type RunTable } from "../runs/use-run-table.ts";
import { useSession } from "../shell/session-context.ts";
import { tableColumns, usualColumns, type TableColumn } from "./table-column.ts";

const mostGroups = 1_000;
/** Columns whose means groups show. */
const mostMeasures = 50;

/** Which runs the table has, and in which order. */
export interface RunsQuestion {
  readonly filter: RunFilter | undefined;
  readonly sort: readonly string[];
}

/** The table as the address wants it: which runs, in which order, in which groups, with which columns. */
export interface RunsGrid {
  readonly project: string;
  readonly filter: ReadRunFilter;
  readonly known: readonly RunKeyView[];
  readonly columns: readonly TableColumn[];
  readonly table: RunTable;
  readonly question: RunsQuestion;
  readonly items: ListItems;
  readonly isGrouped: boolean;
  /** Mean of a column over the runs of a group; NaN without one. */
  meanOf(node: GroupNode, column: TableColumn): number;
  readonly closed: ReadonlySet<string>;
  toggleGroup(id: string): void;
  readonly isLoading: boolean;
}

/** Reads what the view of the runs page describes. */
export function useRunsGrid(project: string, view: ViewState): RunsGrid {
  const { client } = useSession();
  const { data: keyList, isPending } = useQuery({
    queryKey: queryKeys.runKeys(project),
    queryFn: ({ signal }) => client.runKeys(project, signal),
  });
  const known = keyList ?? [];
  const filter = useRunFilter(project, view.query);
  const { keys } = filter;
  const columns = useMemo(
    () => tableColumns(view.columns ?? usualColumns(known), { keys, known }),
    [view.columns, known, keys],
  );
  const by = view.groups.flatMap((name) => keys.resolve(name)?.path ?? []);
  const sort = view.sort.flatMap(({ key, descending }) => {
    const path = columns.find(({ name }) => name === key)?.path ?? sortPath(key, { keys, known });
    return path === undefined || path === "" ? [] : [`${descending ? "-" : ""}${path}`];
  });
  const order = [...by, ...sort.slice(0, mostSortKeys)];
  const paths = columns.flatMap(({ path }) => (path === "" ? [] : [path]));
  const enabled = !isPending && !filter.isPending;
  const table = useRunTable(project, {
    filter: filter.filter,
    sort: order,
    columns: [...new Set([...paths, ...by])],
    enabled,
  });

  const measures = columns
    .filter(({ kind }) => kind === "number" || kind === "duration")
    .slice(0, mostMeasures)
    .map(({ path }) => path);
  const question = printJson([(filter.filter ?? null) as Json, by, measures]);
  const { data: found } = useQuery({
    queryKey: queryKeys.runGroups(project, question),
    enabled: enabled && by.length > 0,
    queryFn: ({ signal }) =>
      client.runGroups(project, {
        ...(filter.filter === undefined ? {} : { filter: filter.filter }),
        by,
        measures,
        limit: mostGroups,
        signal,
      }),
  });
  const groups = by.length === 0 ? undefined : found?.groups;
  const nodes = useMemo(
    () => (groups === undefined ? undefined : groupTree(groups, by, undefined)),
    [groups, by.join("\n")],
  );
  const means = useMemo(() => groupMeans(groups ?? [], by, measures), [groups, by.join("\n"), question]);
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const items = useMemo(() => {
    const open = new Set(allNodes(nodes ?? []).filter((id) => !closed.has(id)));
    return listItems(nodes, { total: by.length > 0 && nodes === undefined ? 0 : (table.total ?? 0), open });
  }, [nodes, closed, table.total, by.length]);
  return {
    project,
    filter,
    known,
    columns,
    table,
    question: { filter: filter.filter, sort: order },
    items,
    isGrouped: by.length > 0,
    meanOf: (node, { path }) => means.get(path)?.get(node.id) ?? Number.NaN,
    closed,
    toggleGroup: (id) =>
      setClosed((before) => {
        const next = new Set(before);
        if (!next.delete(id)) next.add(id);
        return next;
      }),
    isLoading: table.total === undefined,
  };
}

function groupMeans(
  groups: readonly RunGroupView[],
  by: readonly string[],
  measures: readonly string[],
): ReadonlyMap<string, ReadonlyMap<string, number>> {
  return new Map(
    measures.map((path) => {
      const means = new Map<string, number>();
      const add = (under: readonly GroupNode[]): void => {
        for (const node of under) {
          means.set(node.id, node.mean);
          add(node.children);
        }
      };
      add(groupTree(groups, by, path));
      return [path, means] as const;
    }),
  );
}

function allNodes(nodes: readonly GroupNode[]): string[] {
  return nodes.flatMap(({ id, children }) => [id, ...allNodes(children)]);
}
