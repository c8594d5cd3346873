import type { RunSearch, StoredRun, StoredSource } from "@stepwell/storage";

export const PROJECT = "bench";
export const RUNS = 100_000;
const KEYS = 100;
const PAGE = 200;
const COLUMNS = ["state", "displayName", "createdAt", "tags", "config.number_1", "config.text_1"].concat(
  [0, 1, 2, 3].map((index) => `summary.metric_${index}`),
);

/** What one new process measured, in milliseconds, and its memory at the end, in MiB. */
export interface RunsTimes {
  readonly cold: number;
  readonly warm: number;
  readonly floor: number;
  readonly memory: number;
}

export interface RunsQuestion {
  readonly id: string;
  readonly name: string;
  readonly search: RunSearch;
  /** Ask for the last page instead of the first. */
  readonly deep?: true;
}

const page = { project: PROJECT, limit: PAGE, columns: COLUMNS } as const;
const byNumber = [{ path: "summary.metric_50", direction: "descending" }] as const;

export const QUESTIONS: readonly RunsQuestion[] = [
  { id: "newest", name: "newest first", search: page },
  { id: "number", name: "sorted by a number", search: { ...page, sort: byNumber } },
  {
    id: "text",
    name: "sorted by a text",
    search: { ...page, sort: [{ path: "config.text_7", direction: "ascending" }] },
  },
  { id: "deep", name: "sorted by a number, last page", search: { ...page, sort: byNumber }, deep: true },
  {
    id: "filter",
    name: "filtered on three keys, sorted by a fourth",
    search: {
      ...page,
      sort: byNumber,
      filter: {
        kind: "all",
        of: [
          { kind: "equals", path: "config.text_1", value: "option 3" },
          { kind: "compares", path: "summary.metric_9", is: ">", value: 0.5 },
          { kind: "matches", path: "displayName", pattern: "^run-.*[02468]$" },
        ],
      },
    },
  },
  {
    id: "count",
    name: "counted",
    search: {
      project: PROJECT,
      limit: 0,
      filter: { kind: "compares", path: "summary.metric_9", is: "<", value: 0.25 },
    },
  },
];

/** One run of 200 keys, a third of its config texts. The same for the same index. */
export function runOfIndex(index: number): {
  readonly runId: string;
  readonly source: StoredSource;
  readonly status: StoredRun["status"];
} {
  const config: Record<string, number | string> = {};
  const summary: Record<string, number> = {};
  for (let key = 0; key < KEYS; key++) {
    if (key % 3 === 1) config[`text_${key}`] = `option ${scatter(index, key) % 10}`;
    else config[`number_${key}`] = scatter(index, key) / 1000;
    summary[`metric_${key}`] = scatter(index, key + KEYS) / 4_294_967_296;
  }
  return {
    runId: `run-${index}`,
    status: "finished",
    source: {
      id: `source-${index}`,
      origin: `/runs/run-${index}.wandb`,
      startedMs: 1_700_000_000_000 + index * 1000,
      position: 1,
      damage: [],
      state: {
        run: undefined,
        config,
        summary,
        metrics: [],
        files: [],
        environment: undefined,
        telemetry: undefined,
        exitCode: 0,
        rows: 0,
        events: 0,
        passedBy: {},
      },
    },
  };
}

/** A whole number below 2^32 that looks random. */
function scatter(a: number, b: number): number {
  let mixed = Math.imul(a + 0x9e3779b9, 0x85ebca6b) ^ Math.imul(b + 0x7f4a7c15, 0xc2b2ae35);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}
