export { createApi } from "../create-api.ts";
export type { Api } from "../create-api.ts";
export { Image } from "../media/image.ts";
export { createMemoryWorld } from "./memory-world.ts";
export type { MemoryWorld, MemoryWorldOptions } from "./memory-world.ts";
export { syncRunFolder } from "../sync/sync-run-folder.ts";
export type { SyncResult, SyncRunFolderOptions } from "../sync/sync-run-folder.ts";
export type { Run } from "../run/run.ts";
export type { Fetch, FetchReply, FetchRequest, World } from "../world.ts";
