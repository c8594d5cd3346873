export { ClientError } from "./client-error.ts";
export { createClient } from "./create-client.ts";

export type { Accounts, KeyInfo, Role, SessionInfo, SignedInUser, UserInfo } from "./accounts.ts";
export type {
  ArtifactEdit,
  ArtifactFilePage,
  ArtifactFilesOptions,
  ArtifactPageOptions,
  Artifacts,
  ArtifactVersionEdit,
  ArtifactVersionPage,
  UsedArtifactVersion,
} from "./artifacts.ts";
export type { ChosenRuns, RunsEdit } from "./change-runs.ts";
export type { ClientErrorOptions } from "./client-error.ts";
export type { Client, ClientOptions } from "./create-client.ts";
export type { ProjectEdit } from "./edit-projects.ts";
export type { RunEdit } from "./edit-run.ts";
export type { ExportRunOptions, ExportRunsOptions, ExportUrlOptions } from "./export-runs.ts";
export type { FilePage, FilePageOptions } from "./list-files.ts";
export type { ProjectViews } from "./project-views.ts";
export type { ListRunsOptions, RunPage } from "./list-runs.ts";
export type { Live, LiveOptions, LiveState } from "./live.ts";
export type { RunValuesOptions } from "./count-run-values.ts";
export type { QueryRunsOptions, RunTableOptions } from "./query-runs.ts";
export type { RunGroupsOptions } from "./read-run-groups.ts";
export type { FilterConditions, FilterScalar, RunFilter } from "./run-filter.ts";
export type { ReadCellsOptions } from "./read-cells.ts";
export type { ReadConsoleOptions } from "./read-console.ts";
export type { LoggedRow, ReadRowsOptions } from "./read-rows.ts";
export type { ServerInfo } from "./server-info.ts";
export type { Fetch } from "./transport.ts";

export type {
  AlertView,
  ArtifactCollectionView,
  ArtifactFileView,
  ArtifactVersionView,
  BulkReply,
  CellPage,
  ConsoleMatches,
  ConsolePage,
  ProjectDetail,
} from "@stepwell/protocol";
