import { CoreError } from "@stepwell/core";
import { createApp } from "@stepwell/server";
import { isHeld, openData, usualDataFolder } from "../open-data.ts";
import { Problem } from "../problem.ts";
import { VERSION } from "../version.ts";
import type { World } from "../world.ts";
import type { ExportCommand } from "./read-export-arguments.ts";
import { notedServer } from "./server-address.ts";

/** What answers the api: a server somewhere, or one within this process over a folder. */
export interface ExportSource {
  /** For people. */
  readonly place: string;
  fetch(path: string): Promise<Response>;
  close(): Promise<void>;
}

/** Opens where to export from. Throws `Problem`. */
export async function openExportSource(
  command: Pick<ExportCommand, "from" | "data">,
  world: World,
): Promise<ExportSource> {
  const { from } = command;
  if (/^https?:\/\//.test(from)) return openServer(from, world);
  try {
    return await openFolder(command, world);
  } catch (error) {
    if (!(error instanceof Problem) || !isHeld(error)) throw error;
    return openHolder(command, error, world);
  }
}

function openServer(address: string, world: World): ExportSource {
  const { baseUrl, apiKey } = serverAt(address, world);
  const root = baseUrl.replace(/\/+$/, "");
  return {
    place: root,
    async fetch(path) {
      try {
        return await world.fetch(`${root}${path}`, {
          // Where a server sends on to is not where the key was meant to go.
          redirect: "error",
          headers: apiKey === "" ? {} : { authorization: `Bearer ${apiKey}` },
        });
      } catch (cause) {
        throw new Problem(
          `[stepwell] Failed to reach "${root}": no reply came. Check the address, and that the server runs.`,
          { cause },
        );
      }
    },
    close: async () => undefined,
  };
}

/** Reads the run files of a folder as a server would, and then asks that server, which listens nowhere. */
async function openFolder(
  { from, data }: Pick<ExportCommand, "from" | "data">,
  world: World,
): Promise<ExportSource> {
  const { clock, random, fileSystem, processes } = world;
  const { folder, storage } = await openData({ folder: from, data }, world);
  let left = false;
  const wake = (): void => {
    left = true;
  };
  const { runs, metrics, blobs } = storage;
  const watch = { folder, wake };
  const app = createApp({
    runs,
    metrics,
    blobs,
    clock,
    random,
    fileSystem,
    processes,
    version: VERSION,
    watch,
  });
  const close = async (): Promise<void> => {
    await app.close();
    await storage.close();
  };
  try {
    do {
      left = false;
      await app.tick();
    } while (left);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    place: folder,
    fetch: (path) => app.fetch(new Request(`http://localhost${path}`)),
    close,
  };
}

/** A running server has the data folder: it is the one to ask. */
async function openHolder(
  { from, data }: Pick<ExportCommand, "from" | "data">,
  refused: Problem,
  world: World,
): Promise<ExportSource> {
  const folder = await world.fileSystem.realPath(world.resolve(from));
  const noted = data === undefined ? usualDataFolder(folder) : world.resolve(data);
  const address = await notedServer(world.fileSystem, noted);
  if (address !== undefined) return openServer(address, world);
  throw new Problem(`${refused.message} Or export from it, with "--from <its address>".`, {
    cause: refused,
  });
}

function serverAt(address: string, world: World): { baseUrl: string; apiKey: string } {
  try {
    return world.server(address);
  } catch (error) {
    throw CoreError.isInstance(error) ? new Problem(error.message, { cause: error }) : error;
  }
}
