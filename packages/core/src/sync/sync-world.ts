import type { World } from "../world.ts";

/** What delivery needs of the world; a thread of its own has these and no more. */
export type SyncWorld = Pick<World, "clock" | "random" | "fileSystem" | "fetch">;
