import { readFileSync } from "node:fs";
import { createMemoryWorld as createCoreWorld, syncRunFolder } from "@stepwell/core/testing";
import { parseJson } from "@stepwell/protocol";
import type { JsonObject } from "@stepwell/protocol";
import { createApp } from "@stepwell/server";
import type { App } from "@stepwell/server";
import { createMemoryBlobStore, createMemoryMetricStore, createMemoryRunStore } from "@stepwell/storage";
import { fetchFromApp } from "../fetch-from-app.ts";
import { runCommand } from "../run-command.ts";
import { createMemoryWorld } from "./memory-world.ts";
import type { MemoryWorld } from "./memory-world.ts";

/** A world in memory whose data folder stays, with the real delivery. */
export interface ImportHome extends MemoryWorld {
  /** Runs `stepwell import` with these words; what it prints starts anew. */
  import(...words: readonly string[]): Promise<number>;
  /** What answers at every address. */
  answer(request: Request): Promise<Response>;
  put(path: string, bytes: Uint8Array): void;
  /** A reply of the server over what was stored; by default to a GET. */
  get(path: string, init?: RequestInit): Promise<Response>;
  rows(project: string, run: string): Promise<JsonObject[]>;
  runs(): Promise<JsonObject[]>;
}

/** The bytes of an event file that another program wrote. */
export function eventFile(name: "tensorflow" | "tensorboardx"): Uint8Array {
  const folder = new URL("../../../../packages/tfevents/test/fixtures/", import.meta.url);
  return new Uint8Array(readFileSync(new URL(`${name}.tfevents`, folder)));
}

export function createImportHome(): ImportHome {
  const made = createMemoryWorld();
  const { clock, fileSystem } = made;
  const { random } = made.world;
  const stores = {
    runs: createMemoryRunStore(),
    metrics: createMemoryMetricStore(),
    blobs: createMemoryBlobStore(),
  };
  const open = (): App => createApp({ ...stores, clock, random, version: "0.0.0-test" });
  const remote = open();
  const world: MemoryWorld["world"] = {
    ...made.world,
    makePrivate: () => undefined,
    openStorage: async () => ({ ...stores, close: async () => undefined }),
    sync: (folder, { answer = (request) => remote.fetch(request), fileSystem: seen = fileSystem, ...rest }) =>
      syncRunFolder({
        folder,
        ...rest,
        world: { ...createCoreWorld({ clock, fetch: fetchFromApp(answer) }), fileSystem: seen },
      }),
  };

  async function get(path: string, init?: RequestInit): Promise<Response> {
    return open().fetch(new Request(`http://localhost${path}`, init));
  }

  async function json(path: string): Promise<JsonObject> {
    return parseJson(await (await get(path)).text()) as JsonObject;
  }

  return {
    ...made,
    world,
    get,
    answer: (request) => remote.fetch(request),
    put(path, bytes) {
      fileSystem.makeFolderSync(path.slice(0, path.lastIndexOf("/")));
      fileSystem.writeFileSync(path, bytes);
    },
    async import(...words) {
      made.printed.length = made.errors.length = 0;
      let code: number | undefined;
      const running = runCommand(["import", ...words], world).then((done) => {
        code = done;
        return done;
      });
      for (let turn = 0; turn < 10_000 && code === undefined; turn++) await clock.advanceAsync(1000);
      return running;
    },
    async rows(project, run) {
      const lines = (await (await get(`/api/runs/${project}/${run}/rows?limit=1000`)).text()).split("\n");
      return lines.filter((line) => line !== "").map((line) => (parseJson(line) as { row: JsonObject }).row);
    },
    runs: async () => (await json("/api/runs"))["runs"] as unknown as JsonObject[],
  };
}
