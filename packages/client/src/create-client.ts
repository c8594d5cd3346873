import type {
  AlertView,
  BulkReply,
  CellPage,
  ConsoleMatches,
  ConsolePage,
  FileView,
  JsonObject,
  ProjectDetail,
  ProjectSize,
  ProjectView,
  RunDetail,
  RunGroupView,
  RunKeyView,
  RunRow,
  RunRows,
  RunValuesView,
  RunView,
  SeriesFrame,
  SeriesRequest,
} from "@stepwell/protocol";
import { createAccountCalls, type Accounts } from "./accounts.ts";
import { createArtifactCalls, type Artifacts } from "./artifacts.ts";
import { deleteRuns, editRuns, type ChosenRuns, type RunsEdit } from "./change-runs.ts";
import { countRunValues, type RunValuesOptions } from "./count-run-values.ts";
import { deleteRun } from "./delete-run.ts";
import {
  deleteProject,
  editProject,
  makeProject,
  readProject,
  readProjectSize,
  type ProjectEdit,
} from "./edit-projects.ts";
import { editRun, type RunEdit } from "./edit-run.ts";
import {
  exportRun,
  exportRuns,
  exportUrl,
  type ExportRunOptions,
  type ExportRunsOptions,
  type ExportUrlOptions,
} from "./export-runs.ts";
import { filePath } from "./file-path.ts";
import { listAlerts } from "./list-alerts.ts";
import { listFiles, readFile, readFilePage, type FilePage, type FilePageOptions } from "./list-files.ts";
import { listProjects } from "./list-projects.ts";
import { listRunKeys } from "./list-run-keys.ts";
import { listRuns, type ListRunsOptions, type RunPage } from "./list-runs.ts";
import { openLive, type Live, type LiveOptions } from "./live.ts";
import { queryRuns, readRunTable, type QueryRunsOptions, type RunTableOptions } from "./query-runs.ts";
import { readCells, type ReadCellsOptions } from "./read-cells.ts";
import { findConsoleLines, readConsole, type ReadConsoleOptions } from "./read-console.ts";
import { readRows, type LoggedRow, type ReadRowsOptions } from "./read-rows.ts";
import { readRun } from "./read-run.ts";
import { readRunGroups, type RunGroupsOptions } from "./read-run-groups.ts";
import { readSeries } from "./read-series.ts";
import { runPath } from "./run-path.ts";
import { serverInfo, type ServerInfo } from "./server-info.ts";
import { createViewCalls, type ProjectViews } from "./project-views.ts";
import { createTransport, type Fetch } from "./transport.ts";

/** Which server a client reads, and through which `fetch`. */
export interface ClientOptions {
  /** Where the server is, e.g. `http://127.0.0.1:8765`; "" in a page of that server. */
  readonly baseUrl: string;
  /** A key of the server, where it asks for one; a page needs none once somebody signed in. */
  readonly apiKey?: string | undefined;
  /** Default: the global `fetch`. */
  readonly fetch?: Fetch;
}

/** Reads one Stepwell server. Every call rejects with a `ClientError` when the server refuses or does not answer. */
export interface Client {
  server(signal?: AbortSignal): Promise<ServerInfo>;
  /** The OpenAPI document of the server's api. */
  document(signal?: AbortSignal): Promise<JsonObject>;
  projects(signal?: AbortSignal): Promise<ProjectView[]>;
  project(project: string, signal?: AbortSignal): Promise<ProjectDetail>;
  /** Bytes that the project takes. */
  projectSize(project: string, signal?: AbortSignal): Promise<ProjectSize>;
  makeProject(name: string, description?: string): Promise<ProjectDetail>;
  editProject(project: string, edit: ProjectEdit): Promise<ProjectDetail>;
  /** With its runs and artifacts; they do not come back. Resolves with how many runs it had. */
  deleteProject(project: string): Promise<number>;
  runs(options?: ListRunsOptions): Promise<RunPage>;
  /** Runs of a project, filtered and sorted by anything that is known of them, with the columns that are wanted. */
  queryRuns(project: string, options?: QueryRunsOptions): AsyncGenerator<RunRow>;
  /** One page of what `queryRuns` reads, with the number of runs in all. */
  runTable(project: string, options?: RunTableOptions): Promise<RunRows>;
  runGroups(
    project: string,
    options: RunGroupsOptions,
  ): Promise<{ readonly groups: readonly RunGroupView[]; readonly total: number }>;
  /** What the runs of a project can be filtered and sorted by besides their names, states and times. */
  runKeys(project: string, signal?: AbortSignal): Promise<readonly RunKeyView[]>;
  runValues(project: string, path: string, options?: RunValuesOptions): Promise<RunValuesView>;
  run(project: string, run: string, signal?: AbortSignal): Promise<RunDetail>;
  editRun(project: string, run: string, edit: RunEdit): Promise<RunView>;
  /** It does not come back; `editRun` archives what you may want again. */
  deleteRun(project: string, run: string): Promise<void>;
  /** Changes many runs at once. */
  editRuns(chosen: ChosenRuns, edit: RunsEdit): Promise<BulkReply>;
  deleteRuns(chosen: ChosenRuns): Promise<BulkReply>;
  /** What the run wanted its people to know, oldest first. */
  alerts(project: string, run: string, signal?: AbortSignal): Promise<readonly AlertView[]>;
  series(series: readonly SeriesRequest[], signal?: AbortSignal): Promise<SeriesFrame[]>;
  rows(project: string, run: string, options?: ReadRowsOptions): AsyncGenerator<LoggedRow>;
  cells(project: string, run: string, key: string, options?: ReadCellsOptions): Promise<CellPage>;
  console(project: string, run: string, options?: ReadConsoleOptions): Promise<ConsolePage>;
  /** The numbers of lines that meet the options, page by page. */
  consoleMatches(project: string, run: string, options?: ReadConsoleOptions): Promise<ConsoleMatches>;
  /** The address of the whole console as a text; nothing is fetched. */
  consoleUrl(project: string, run: string): string;
  files(project: string, run: string, signal?: AbortSignal): Promise<readonly FileView[]>;
  filePage(project: string, run: string, options?: FilePageOptions): Promise<FilePage>;
  /** The bytes of one file, streamed. */
  readFile(
    project: string,
    run: string,
    path: string,
    signal?: AbortSignal,
  ): Promise<ReadableStream<Uint8Array>>;
  /** The address of one file; nothing is fetched. */
  fileUrl(project: string, run: string, path: string): string;
  /** A run as a file, streamed: what it logged, in the order in which it did. */
  exportRun(project: string, run: string, options?: ExportRunOptions): Promise<ReadableStream<Uint8Array>>;
  /** Several runs as one file, streamed. */
  exportRuns(options?: ExportRunsOptions): Promise<ReadableStream<Uint8Array>>;
  /** The address of what `exportRun` reads, or of a project's runs when `run` is undefined; nothing is fetched. */
  exportUrl(project: string, run: string | undefined, options?: ExportUrlOptions): string;
  live(options: LiveOptions): Live;
  /** Saved views of projects, and the keys that they show. */
  readonly views: ProjectViews;
  /** Artifacts, their versions and files. */
  readonly artifacts: Artifacts;
  /** Users, keys, and who is signed in. */
  readonly accounts: Accounts;
}

/**
 * Creates a client. Nothing is sent before the first call.
 * @example
 * const client = createClient({ baseUrl: "http://127.0.0.1:8765" });
 * for await (const { row } of client.rows("mnist", "a1b2c3")) console.log(row["loss"]);
 */
export function createClient(options: ClientOptions): Client {
  const { baseUrl, apiKey, fetch = (url, init) => globalThis.fetch(url, init) } = options;
  const transport = createTransport({ baseUrl, fetch, ...(apiKey === undefined ? {} : { apiKey }) });
  return {
    server: (signal) => serverInfo(transport, signal),
    document: (signal) => transport.json("read the document of the api", "/api/openapi.json", { signal }),
    project: (project, signal) => readProject(transport, project, signal),
    projectSize: (project, signal) => readProjectSize(transport, project, signal),
    makeProject: (name, description) => makeProject(transport, name, description),
    editProject: (project, edit) => editProject(transport, project, edit),
    deleteProject: (project) => deleteProject(transport, project),
    projects: (signal) => listProjects(transport, signal),
    runs: (query) => listRuns(transport, query),
    queryRuns: (project, query) => queryRuns(transport, project, query),
    runTable: (project, query) => readRunTable(transport, project, query),
    runGroups: (project, query) => readRunGroups(transport, project, query),
    runKeys: (project, signal) => listRunKeys(transport, project, signal),
    runValues: (project, path, query) => countRunValues(transport, project, path, query),
    run: (project, run, signal) => readRun(transport, project, run, signal),
    editRun: (project, run, edit) => editRun(transport, project, run, edit),
    deleteRun: (project, run) => deleteRun(transport, project, run),
    editRuns: (chosen, edit) => editRuns(transport, chosen, edit),
    deleteRuns: (chosen) => deleteRuns(transport, chosen),
    alerts: (project, run, signal) => listAlerts(transport, project, run, signal),
    series: (series, signal) => readSeries(transport, series, signal),
    rows: (project, run, query) => readRows(transport, project, run, query),
    cells: (project, run, key, query) => readCells(transport, project, run, key, query),
    console: (project, run, query) => readConsole(transport, project, run, query),
    consoleMatches: (project, run, query) => findConsoleLines(transport, project, run, query),
    consoleUrl: (project, run) => transport.url(runPath(project, run, "/console/text")),
    files: (project, run, signal) => listFiles(transport, project, run, signal),
    filePage: (project, run, query) => readFilePage(transport, project, run, query),
    readFile: (project, run, path, signal) => readFile(transport, { project, run, path }, signal),
    fileUrl: (project, run, path) => transport.url(runPath(project, run, `/files/${filePath(path)}`)),
    exportRun: (project, run, query) => exportRun(transport, { project, run }, query),
    exportRuns: (query) => exportRuns(transport, query),
    exportUrl: (project, run, query) =>
      exportUrl(transport, { project, ...(run === undefined ? {} : { run }) }, query),
    live: (liveOptions) => openLive(transport, liveOptions),
    views: createViewCalls(transport),
    artifacts: createArtifactCalls(transport),
    accounts: createAccountCalls(transport),
  };
}
