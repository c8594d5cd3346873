export type { AccountStore, Role, StoredKey, StoredSession, StoredUser } from "./account-store.ts";
export type {
  ArtifactDraft,
  ArtifactPage,
  ArtifactRole,
  ArtifactStore,
  ArtifactUpdate,
  CollectionUpdate,
  Membership,
  StoredArtifact,
  StoredCollection,
} from "./artifact-store.ts";
export type { BlobStore } from "./blob-store.ts";
export { editedState } from "./edited-state.ts";
export { createFolderBlobStore } from "./folder/folder-blob-store.ts";
export type { FolderBlobStoreOptions } from "./folder/folder-blob-store.ts";
export { createMemoryBlobStore } from "./memory/memory-blob-store.ts";
export { createMemoryMetricStore } from "./memory/memory-metric-store.ts";
export { createMemoryRunStore } from "./memory/memory-run-store.ts";
export type {
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
export type {
  ObjectEdits,
  ProjectSummary,
  RewoundSource,
  RunEdits,
  RunQuery,
  RunStore,
  RunUpdate,
  StoredProject,
  StoredRun,
  StoredSource,
  UploadedFile,
} from "./run-store.ts";
