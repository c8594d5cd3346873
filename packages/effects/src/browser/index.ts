export type { DatabaseFactory, DatabaseKeyRanges, DirectoryHandle } from "./browser-storage.ts";
export type { FileOperation } from "./file-operation.ts";
export { openIndexedDbStore } from "./indexed-db-store.ts";
export { createOperationFileSystem } from "./operation-file-system.ts";
export type { OperationFileSystem, OperationSink } from "./operation-file-system.ts";
export { openOpfsStore } from "./opfs-store.ts";
export { openVolume } from "./open-volume.ts";
export type { Volume } from "./open-volume.ts";
export type { OriginStore, StoredFile } from "./origin-store.ts";
