import { createApp } from "@stepwell/server";
import type { SyncProgress, SyncResult } from "@stepwell/core";
import { CoreError } from "@stepwell/core";
import { isHeld, openDataFolder } from "../open-data.ts";
import { Problem } from "../problem.ts";
import { VERSION } from "../version.ts";
import type { World } from "../world.ts";
import { withSideFolder } from "./side-file-system.ts";

/** Where runs are imported to: a data folder, or a server. */
export interface ImportTarget {
  /** For people. */
  readonly place: string;
  /** The folder for what is remembered of imports to it. */
  readonly notes: string;
  /** Brings a run folder in and leaves it as it is; `side` takes the notes of how far it is. Rejects with a `CoreError`. */
  deliver(
    folder: string,
    options: { side: string; onProgress: (progress: SyncProgress) => void },
  ): Promise<SyncResult>;
  close(): Promise<void>;
}

/** Any well-formed key is taken within the process. */
const OWN_KEY = "0".repeat(40);
const OWN_ADDRESS = "http://localhost";

/** Opens where to import to. Throws `Problem`. */
export async function openTarget(
  { data, to }: { data: string | undefined; to: string | undefined },
  world: World,
): Promise<ImportTarget> {
  const folder = data === undefined ? world.resolve("wandb/.stepwell") : world.resolve(data);
  return to === undefined ? openOwn(folder, world) : openServer(folder, to, world);
}

function openServer(folder: string, to: string, world: World): ImportTarget {
  const server = serverAt(to, world);
  return {
    place: server.baseUrl,
    notes: `${folder}/imports`,
    deliver: (path, { side, onProgress }) =>
      world.sync(path, {
        ...server,
        again: true,
        onProgress,
        fileSystem: withSideFolder(world.fileSystem, { folder: path, side }),
      }),
    close: async () => undefined,
  };
}

/** The server itself takes the runs, within this process: then all of it holds that holds for a delivery. */
async function openOwn(folder: string, world: World): Promise<ImportTarget> {
  const { clock, random, fileSystem } = world;
  const storage = await openDataFolder(folder, world).catch((error: unknown) => {
    throw error instanceof Problem ? withAdvice(error) : error;
  });
  const { runs, metrics, blobs } = storage;
  const app = createApp({ runs, metrics, blobs, clock, random, version: VERSION });
  return {
    place: folder,
    notes: `${folder}/imports`,
    deliver: (path, { side, onProgress }) =>
      world.sync(path, {
        baseUrl: OWN_ADDRESS,
        apiKey: OWN_KEY,
        again: true,
        onProgress,
        fileSystem: withSideFolder(fileSystem, { folder: path, side }),
        answer: (request) => app.fetch(request),
      }),
    async close() {
      await app.close();
      await storage.close();
    },
  };
}

function withAdvice(error: Problem): Problem {
  return isHeld(error)
    ? new Problem(`${error.message} Or import into the server that has it, with "--to <its address>".`, {
        cause: error,
      })
    : error;
}

function serverAt(to: string, world: World): { baseUrl: string; apiKey: string } {
  try {
    return world.server(to);
  } catch (error) {
    throw CoreError.isInstance(error) ? new Problem(error.message, { cause: error }) : error;
  }
}
