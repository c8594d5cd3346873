import type { JsonObject } from "@stepwell/protocol";
import { repeatedKeys } from "./repeated-keys.ts";
import type { Transport } from "./transport.ts";

/** What to export of a run, and as which file. */
export interface ExportRunOptions {
  /** Default `jsonl`. */
  readonly format?: "jsonl" | "csv" | "parquet" | "arrow";
  /** Default `history`. */
  readonly stream?: "history" | "events";
  /** Joined paths: only rows with one of them, cut down to them and the keys that begin with `_`. Default: all. */
  readonly keys?: readonly string[];
  /** First and last step, both included. */
  readonly from?: number;
  readonly to?: number;
  /** In CSV, texts that a spreadsheet would run as formulas get a `'` in front; `keep` leaves them. Default `escape`. */
  readonly formulas?: "escape" | "keep";
  readonly signal?: AbortSignal;
}

/** What to export of several runs: those of a project, or a list. Default: every run. */
export interface ExportRunsOptions extends ExportRunOptions {
  /** `rows` are what was logged, with the columns `project` and `run`; `runs` is a row for each run. Default `rows`. */
  readonly table?: "rows" | "runs";
  readonly project?: string;
  /** Of the project's runs, as `POST /api/runs/query` takes them. */
  readonly filter?: JsonObject;
  readonly sort?: readonly string[];
  /** Instead of `project`. */
  readonly runs?: readonly { readonly project: string; readonly run: string }[];
}

/** What an address can say. */
export type ExportUrlOptions = Omit<ExportRunsOptions, "signal" | "project" | "runs" | "filter" | "sort">;

/** The address of a run's export, or of all runs of a project: for a link, which a browser saves as a file. */
export function exportUrl(
  transport: Transport,
  place: { readonly project: string; readonly run?: string },
  options: ExportUrlOptions = {},
): string {
  const { keys, ...rest } = options;
  return transport.url(exportPath(place), { ...rest, keys: repeatedKeys(keys) });
}

/** The bytes of a file of one run, as the server makes them. They end with an error when the run is rewound meanwhile. */
export async function exportRun(
  transport: Transport,
  place: { readonly project: string; readonly run: string },
  { signal, keys, ...rest }: ExportRunOptions = {},
): Promise<ReadableStream<Uint8Array>> {
  const query = { ...rest, keys: repeatedKeys(keys) };
  const reply = await transport.send(`export run "${place.run}"`, exportPath(place), { query, signal });
  return reply.body ?? new Blob([]).stream();
}

/** The bytes of a file of several runs. */
export async function exportRuns(
  transport: Transport,
  { signal, ...order }: ExportRunsOptions = {},
): Promise<ReadableStream<Uint8Array>> {
  const reply = await transport.send("export runs", "/api/export", { method: "POST", body: order, signal });
  return reply.body ?? new Blob([]).stream();
}

function exportPath({ project, run }: { readonly project: string; readonly run?: string }): string {
  const rest = run === undefined ? "" : `/${encodeURIComponent(run)}`;
  return `/api/export/${encodeURIComponent(project)}${rest}`;
}
