export type { AccountStore, Role, StoredKey, StoredSession, StoredUser } from "./account-store.ts";
export type {
  ArtifactDraft,
  ArtifactPage,
  ArtifactRole,
  ArtifactStore,
  ArtifactUpdate,
  CollectionUpdate,
  CommittedContent,
  Membership,
  StoredArtifact,
  StoredCollection,
} from "./artifact-store.ts";
export type { BlobStore, StoredBlob } from "./blob-store.ts";
export { editedState } from "./edited-state.ts";
export { batchFromRows } from "./codec/batch.ts";
export { Cell } from "./codec/column.ts";
export type { Column } from "./codec/column.ts";
export { pickCells } from "./codec/pick-cells.ts";
export { createFolderBlobStore } from "./folder/folder-blob-store.ts";
export type { FolderBlobStoreOptions } from "./folder/folder-blob-store.ts";
export { createMemoryBlobStore } from "./memory/memory-blob-store.ts";
export { createMemoryMetricStore } from "./memory/memory-metric-store.ts";
export { createMemoryRunStore } from "./memory/memory-run-store.ts";
export type {
  ColumnPage,
  KeySummary,
  LineRange,
  MetricStore,
  RowChunk,
  RowReceipt,
  SeriesQuery,
  StoredRow,
  Stream,
  StreamInfo,
} from "./metric-store.ts";
export { compileFilter } from "./run-query/compile-filter.ts";
export { compilePattern } from "./run-query/compile-pattern.ts";
export type { FactScalar, FactValue } from "./run-query/run-facts.ts";
export { EVERY_RUN } from "./run-query/run-filter.ts";
export type { RunFilter } from "./run-query/run-filter.ts";
export type {
  FactKey,
  FoundGroups,
  FoundRun,
  FoundRuns,
  FoundValues,
  GroupSort,
  Measure,
  RunCursor,
  RunGroup,
  RunGrouping,
  RunQueries,
  RunSearch,
  RunSort,
  ValueQuestion,
} from "./run-query/run-queries.ts";
export type {
  FormerName,
  ObjectEdits,
  ProjectSummary,
  RewoundSource,
  RunEdits,
  RunName,
  RunQuery,
  RunStore,
  RunUpdate,
  StoredProject,
  StoredRun,
  StoredSource,
  UploadedFile,
} from "./run-store.ts";
export type { StoredView, ViewDraft, ViewEntry, ViewStore } from "./view-store.ts";
export { stateName } from "./run-query/state-name.ts";
export { teamRunStore } from "./team/team-run-store.ts";
