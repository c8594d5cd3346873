import { createMemoryFileSystem, createVirtualClock } from "@stepwell/effects/testing";
import { createApi } from "../create-api.ts";
import type { Run } from "../run/run.ts";
import type { InitOptions } from "../settings/init-options.ts";
import type { Fetch } from "../world.ts";
import { createMemoryWorld } from "./memory-world.ts";
import type { MemoryWorld } from "./memory-world.ts";
import { runContents } from "./run-contents.ts";
import type { RunContents } from "./run-contents.ts";

/** One folder in memory with sessions of runs in it, each in a program of its own. */
export interface RunHome {
  readonly world: MemoryWorld;
  /** Starts a session of the run `abc` of the project `p`, unless told otherwise. */
  start(options?: InitOptions): Promise<Run>;
  contents(run: Run): RunContents;
}

export function createRunHome({ fetch }: { fetch?: Fetch } = {}): RunHome {
  const clock = createVirtualClock();
  const fileSystem = createMemoryFileSystem({ clock });
  let seed = 0;
  const session = (): MemoryWorld =>
    createMemoryWorld({ clock, fileSystem, seed: ++seed, ...(fetch && { fetch }) });
  return {
    world: session(),
    start: (options = {}) => createApi(session).init({ id: "abc", project: "p", silent: true, ...options }),
    contents: (run) => runContents(fileSystem, run),
  };
}
