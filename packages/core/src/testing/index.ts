export { createApi } from "../create-api.ts";
export type { Api } from "../create-api.ts";
export { createMemoryWorld } from "./memory-world.ts";
export type { MemoryWorld, MemoryWorldOptions } from "./memory-world.ts";
