import type { Json, RunRow } from "@stepwell/protocol";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import type { CSSProperties } from "react";
import { columnFormat } from "../../lib/format-column.ts";
import { MayEditContext } from "../account/may-edit.ts";
import type { GalleryEntry, GalleryState } from "../gallery/gallery-entry.ts";
import { silentSession } from "../gallery/session-fixture.ts";
import { listedRun } from "../runs/run-list-fixture.ts";
import { SessionContext } from "../shell/session-context.ts";
import { cellNumber } from "./cell-value.ts";
import { usualWidth, type NumberLook } from "./column-looks.ts";
import { GridRow, type GridColumn } from "./grid-row.tsx";
import "./runs-table.css";
import type { TableColumn } from "./table-column.ts";

const now = Date.UTC(2026, 10, 14, 14, 2, 3);
const session = silentSession();
const queries = new QueryClient();
const rowHeight = 28;

interface Cells {
  readonly runs: readonly RunRow[];
  readonly columns: readonly (TableColumn & { readonly look?: NumberLook; readonly best?: "max" | "min" })[];
  readonly checked?: readonly string[];
  readonly active?: string;
  readonly mayEdit?: boolean;
  readonly width?: number;
}

const table = (name: string, cells: Cells): GalleryState => {
  const { runs, checked = [], active, mayEdit = true, width = 1_000 } = cells;
  const columns = gridColumns(cells);
  const wide = 240 + columns.reduce((sum, column) => sum + column.width, 0);
  const height = runs.length * rowHeight + 2;
  const look = { "--lead": "200px", "--row-h": `${rowHeight}px`, height, minHeight: 0 } as CSSProperties;
  return {
    name,
    width,
    height,
    render: () => (
      <QueryClientProvider client={queries}>
        <SessionContext value={session}>
          <MayEditContext value={mayEdit}>
            <div className="runs-grid" role="grid" aria-label={name} tabIndex={0} style={look}>
              <div className="grid-body" role="rowgroup" style={{ width: wide }}>
                {runs.map((run, at) => (
                  <GridRow
                    key={run.id}
                    run={run}
                    at={at + 2}
                    level={0}
                    top={at * rowHeight}
                    width={wide}
                    columns={columns}
                    before={0}
                    isSelected={checked.includes(run.id)}
                    isActive={run.id === active}
                    now={now}
                    onCheck={ignore}
                    onActive={ignore}
                    onEdit={ignore}
                  />
                ))}
              </div>
            </div>
          </MayEditContext>
        </SessionContext>
      </QueryClientProvider>
    ),
  };
};

function gridColumns({ runs, columns }: Cells): GridColumn[] {
  return columns.map((column, at): GridColumn => {
    const values = runs.flatMap((run) => cellNumber(run, column) ?? []);
    const finite = values.filter(Number.isFinite);
    return {
      column,
      place: at + 3,
      width: usualWidth(column),
      left: undefined,
      format: columnFormat(values, column.isMetric),
      look: column.look ?? "number",
      range: finite.length === 0 ? undefined : { min: Math.min(...finite), max: Math.max(...finite) },
      best: column.best === undefined ? undefined : Math[column.best](...finite),
    };
  });
}

const metric = (title: string, take = ""): TableColumn => ({
  name: `val/${title}`,
  path: `summary.val/${title}`,
  kind: "number",
  title,
  prefix: "val/",
  take,
  isMetric: true,
});
const setting = (title: string, kind: TableColumn["kind"]): TableColumn => ({
  name: `config.${title}`,
  path: `config.${title}`,
  kind,
  title,
  prefix: "",
  take: "",
  isMetric: false,
});
const own = (path: string, kind: TableColumn["kind"]): TableColumn => ({
  ...setting(path, kind),
  name: path,
  path,
});
const [state, tags, notes] = [own("state", "state"), own("tags", "tags"), own("notes", "notes")];
const [duration, started] = [own("duration", "duration"), own("startedAt", "time")];

const valued = (at: number, columns: Readonly<Record<string, Json>>, given: Partial<RunRow> = {}): RunRow =>
  listedRun(at, {
    startedAt: now - at * 7_200_000,
    runtime: 60 * 9 ** at,
    columns: { ...columns },
    ...given,
  });

const results = [
  [0.8335, 0.1506, 0.0002, "adamw"],
  [0.7646, 0.3013, 0.0018, "lion"],
  [0.6419, 0.2761, 0.0032, "sgd"],
].map(([miou, loss, lr, optimizer], at) =>
  valued(
    at,
    {
      "summary.val/miou": miou as number,
      "summary.val/loss": loss as number,
      "config.lr": lr as number,
      "config.optimizer": optimizer as string,
      notes: at === 1 ? "longer is better\nsecond line" : "",
    },
    {
      state: at === 0 ? "running" : at === 1 ? "finished" : "crashed",
      tags: at === 2 ? [] : ["aug", "v2"].slice(at),
    },
  ),
);
const resultColumns = [
  state,
  { ...metric("miou", "max"), best: "max" as const },
  { ...metric("loss", "min"), best: "min" as const },
  setting("lr", "number"),
  setting("optimizer", "text"),
  duration,
  started,
  tags,
];

const odd = [
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  1e-9,
  1e6,
  -0.5,
  "diverged",
  true,
].map((value, at) => valued(at, { "summary.val/loss": value, "config.depth": value }, { runtime: at }));

const long = "a-run-with-a-name-of-eighty-characters-that-nobody-would-type-twice-0123456789";
const texts = [
  valued(
    0,
    { notes: `${long} ${long}`, "config.data": `s3://${long}` },
    { name: long, tags: ["augmented", "a-tag-that-is-very-long-indeed", "v2", "keep"] },
  ),
  valued(
    1,
    { notes: '<img src=x onerror="alert(1)">', "config.data": { path: "a", parts: [1, 2] } },
    { name: "<b>bold</b>", tags: ["<i>"] },
  ),
  valued(2, { notes: "très bien", "config.data": "" }, { name: "entraînement 7", color: "#d6336c" }),
];

/** Rows of the table of runs with what their cells can hold. */
export const entries: readonly GalleryEntry[] = [
  {
    name: "runs-table",
    states: [
      table("results", { runs: results, columns: resultColumns }),
      table("checked and active", { runs: results, columns: resultColumns, checked: ["r1"], active: "r2" }),
      table("for who may only look", { runs: results, columns: [tags, notes], mayEdit: false, width: 620 }),
      table("bars and heat", {
        runs: results,
        columns: [
          { ...metric("miou"), look: "bar" },
          { ...metric("loss"), look: "heat" },
        ],
        width: 480,
      }),
      table("not finite, tiny, huge, no number", {
        runs: odd,
        columns: [metric("loss"), setting("depth", "number"), duration],
        width: 560,
      }),
      table("long and hostile", { runs: texts, columns: [tags, notes, setting("data", "text")], width: 760 }),
      table("narrow", { runs: results, columns: resultColumns, width: 390 }),
    ],
  },
];

function ignore(): void {
  // Nothing is kept.
}
