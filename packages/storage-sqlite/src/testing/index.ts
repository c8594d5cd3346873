export { createMemoryDatabase } from "./memory-database.ts";
export type { MemoryDatabase, OpenMemoryStorageOptions } from "./memory-database.ts";
export type { Database } from "../database/driver.ts";
