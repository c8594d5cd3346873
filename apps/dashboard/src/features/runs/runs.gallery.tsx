import type { RunGroupView } from "@stepwell/protocol";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { queryKeys } from "../../lib/query-keys.ts";
import { decodeView, type ViewState } from "../../lib/view-state.ts";
import type { GalleryEntry, GalleryState } from "../gallery/gallery-entry.ts";
import { silentSession } from "../gallery/session-fixture.ts";
import { SessionContext } from "../shell/session-context.ts";
import { RunColorPicker } from "./run-color-picker.tsx";
import { listedRun, runListFixture, type RunListOptions } from "./run-list-fixture.ts";
import { RunsList } from "./runs-list.tsx";
import "./choosers.css";
import { SortKeys } from "./sort-keys.tsx";

const session = silentSession();
const queries = new QueryClient({
  defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY, gcTime: Number.POSITIVE_INFINITY } },
});
queries.setQueryData(queryKeys.runKeys("gallery"), []);
queries.setQueryData(queryKeys.runTotal("gallery", "", 0), 24);

const list = (
  name: string,
  options: RunListOptions,
  view: Partial<ViewState> = {},
  width = 296,
): GalleryState => ({
  name,
  width,
  height: 420,
  render: () => (
    <QueryClientProvider client={queries}>
      <SessionContext value={session}>
        <div className="side" style={{ position: "static", width, height: 420 }}>
          <RunsList
            list={runListFixture(options)}
            view={{ ...decodeView({}), ...view }}
            setView={() => undefined}
          />
        </div>
      </SessionContext>
    </QueryClientProvider>
  ),
});

const group = (opt: string, runs: number, mean: number, created: number): RunGroupView => ({
  values: { "config.optimizer": opt },
  runs,
  live: 0,
  measures: {
    "summary.val/miou": { count: runs, min: mean, max: mean, mean },
    createdAt: { count: runs, min: created, max: created, mean: created },
  },
});

const many = Array.from({ length: 24 }, (_, at) => listedRun(at));
const thousand = Array.from({ length: 1_000 }, (_, at) => listedRun(at));
const long = "a-run-with-a-name-of-eighty-characters-that-nobody-would-type-twice-0123456789";
const states = [
  listedRun(0, { state: "running" }),
  listedRun(8, { state: "running", updatedAt: Date.now() - 720_000 }),
  listedRun(1, { state: "crashed" }),
  listedRun(2, { state: "failed" }),
  listedRun(3, { state: "preempting", tags: ["aug", "v2", "long", "more"] }),
  listedRun(4, { name: long, columns: { "summary.val/miou": 1e-9 } }),
  listedRun(5, { name: "same", columns: { "summary.val/miou": Number.NaN } }),
  listedRun(6, { name: "same", columns: { "summary.val/miou": 1e6 } }),
  listedRun(7, { color: "#d6336c", columns: {} }),
];

const known = ["config.lr", "config.optimizer", "summary.train/loss", "summary.val/miou"].map((path) => ({
  path,
  runs: 24,
  numbers: path === "config.optimizer" ? 0 : 24,
  texts: path === "config.optimizer" ? 24 : 0,
}));

const order = (name: string, sort: ViewState["sort"]): GalleryState => ({
  name,
  width: 360,
  height: 480,
  render: () => (
    <div className="popover">
      <SortKeys known={known} metric="val/miou" sort={sort} onChange={() => undefined} />
    </div>
  ),
});

/** The list of runs beside the charts, its order, and the colours that a run can have. */
export const entries: readonly GalleryEntry[] = [
  {
    name: "runs-list",
    states: [
      list("twelve of twenty-four", { runs: many, dashed: ["r3", "r9"] }),
      list("one run", { runs: [listedRun(0)] }),
      list("states and names", { runs: states }, { focus: "r1" }),
      list(
        "pinned and baseline",
        { runs: many.slice(2), pinned: [listedRun(0), listedRun(1)] },
        { pins: ["r0"], baseline: "r1" },
      ),
      list(
        "groups",
        {
          runs: many,
          groups: [
            group("adamw", 11, 0.7726, 1),
            group("lion", 8, 0.7716, 2),
            group("sgd", 5, Number.NaN, 3),
          ],
          by: ["config.optimizer"],
        },
        { groups: ["config.optimizer"], sort: [{ key: "val/miou", descending: true }] },
      ),
      list("no match", { runs: [] }, { query: "val/miou > 2" }),
      list("new runs", { runs: many, fresh: 12 }),
      list("too many", { runs: thousand, total: 3_412, undrawn: 2_412, shown: 1_000 }),
      list("being read", { runs: many.slice(0, 5), total: 100_000 }),
      list("error", { runs: [], error: new Error("the server does not answer") }),
      list("narrow", { runs: states }, {}, 220),
    ],
  },
  {
    name: "sort-keys",
    states: [
      order("newest first", []),
      order("two keys", [
        { key: "val/miou:max", descending: true },
        { key: "config.optimizer", descending: false },
      ]),
      order("as many as there can be", [
        { key: `config.${long}`, descending: false },
        ...["a", "b", "c", "duration"].map((key) => ({ key, descending: true })),
      ]),
    ],
  },
  {
    name: "run-color-picker",
    states: [
      {
        name: "slot",
        width: 240,
        height: 160,
        render: () => <RunColorPicker name="soft-rain-5" color={4} onPick={() => undefined} />,
      },
      {
        name: "hard to see",
        width: 240,
        height: 180,
        render: () => <RunColorPicker name="soft-rain-5" color="#ffe066" onPick={() => undefined} />,
      },
    ],
  },
];
