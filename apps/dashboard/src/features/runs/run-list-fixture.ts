import type { RunGroupView, RunRow } from "@stepwell/protocol";
import { createKeyResolver } from "../filter/resolve-key.ts";
import { chartGroup, groupColors, groupIdOf, groupTree, leafGroups } from "./group-tree.ts";
import type { RunList } from "./use-run-list.ts";
import type { RunGroupTree } from "./use-run-groups.ts";

/** A list of runs without a server. */
export interface RunListOptions {
  readonly runs: readonly RunRow[];
  /** Runs there are; those beyond `runs` are not read. Default: all are. */
  readonly total?: number;
  readonly shown?: number;
  readonly dashed?: readonly string[];
  readonly pinned?: readonly RunRow[];
  readonly undrawn?: number;
  readonly fresh?: number;
  readonly error?: Error;
  readonly groups?: readonly RunGroupView[];
  readonly by?: readonly string[];
}

const path = "summary.val/miou";

/** A run of such a list; give only what the state is about. */
export function listedRun(index: number, given: Partial<RunRow> = {}): RunRow {
  return {
    id: `r${index}`,
    project: "gallery",
    name: `soft-rain-${index}`,
    state: "finished",
    color: index % 12,
    createdAt: index,
    startedAt: index,
    updatedAt: Date.now(),
    runtime: 60,
    group: "",
    jobType: "",
    tags: [],
    columns: { [path]: 0.8335 - index / 57 },
    ...given,
  };
}

/** The list that `useRunList` would give. */
export function runListFixture(options: RunListOptions): RunList {
  const { runs, shown = 12, dashed = [], pinned = [], undrawn = 0, fresh = 0, by = [] } = options;
  const drawn = [...pinned, ...runs.slice(0, shown)];
  const loaded = runs.map((row, index) => ({ index, row }));
  return {
    project: "gallery",
    filter: {
      filter: undefined,
      node: undefined,
      problems: [],
      keys: createKeyResolver([]),
      isPending: false,
    },
    known: [{ path, runs: runs.length, numbers: runs.length, texts: 0 }],
    metric: { key: "val/miou", take: "last", path },
    metrics: ["val/miou"],
    table: {
      total: options.total ?? runs.length,
      row: (index) => runs[index],
      loaded: () => loaded,
      show: () => undefined,
      isFormer: false,
      isComplete: true,
      isFetching: false,
      error: options.error,
      fresh,
      refresh: () => undefined,
    },
    groups: options.groups === undefined ? undefined : groupsFixture(options.groups, by),
    pinned,
    shown: drawn,
    shownIds: new Set(drawn.map(({ id }) => id)),
    dashed: new Set(dashed),
    chartRuns: [],
    rows: undefined,
    undrawn,
    isLoading: false,
  };
}

function groupsFixture(groups: readonly RunGroupView[], by: readonly string[]): RunGroupTree {
  const nodes = groupTree(groups, by, path);
  const leaves = leafGroups(nodes);
  const colors = groupColors(groups, by);
  return {
    nodes,
    leaves,
    total: groups.length,
    groupOf: (columns) => {
      const leaf = leaves.find(({ id }) => id === groupIdOf(columns, by));
      return leaf && chartGroup(leaf, leaf.id, colors);
    },
    colorOf: (node) => colors.get(node.id) ?? 0,
    isLeafShown: (_, leaf) => leaf !== leaves.at(-1),
    shownRanges: () => [],
    isPlaceShown: () => () => true,
    wanted: () => 0,
  };
}
