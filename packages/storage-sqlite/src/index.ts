export { openSqliteStorage } from "./open-sqlite-storage.ts";
export type { SqliteStorage, SqliteStorageOptions } from "./open-sqlite-storage.ts";
