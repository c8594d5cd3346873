import { spawn } from "node:child_process";
import { once } from "node:events";
import type { EventEmitter } from "node:events";
import { chmodSync } from "node:fs";
import type { Server } from "node:http";
import { join, resolve } from "node:path";
import { createAdaptorServer } from "@hono/node-server";
import type { Http2Bindings, HttpBindings } from "@hono/node-server";
import { createNodeWorld as createCoreWorld, syncRunFolder, syncServer } from "@stepwell/core";
import { systemClock, systemRandom } from "@stepwell/effects";
import { nodeFileSystem, nodeHashes, nodeProcesses } from "@stepwell/effects/node";
import { folderAssets } from "@stepwell/server/node";
import { createFolderBlobStore } from "@stepwell/storage";
import { openSqliteStorage, reportText } from "@stepwell/storage-sqlite";
import { writeOutput } from "./export/node-output.ts";
import { fetchFromApp } from "./fetch-from-app.ts";
import { nodePrint } from "./node-print.ts";
import { nodeTerminal } from "./node-terminal.ts";
import { nodeBackup } from "./backup/node-backup.ts";
import { nodeDoctorHost } from "./doctor/node-doctor-host.ts";
import { PortTaken } from "./world.ts";
import type { Listener, ListenOptions, Storage, World } from "./world.ts";

/** The real world: this process, its host, and the page that the build put beside the code. */
export function createNodeWorld(): World {
  return {
    folder: process.cwd(),
    resolve: (path) => resolve(path),
    clock: systemClock,
    random: systemRandom,
    processes: nodeProcesses,
    fileSystem: nodeFileSystem,
    hashes: nodeHashes,
    page: folderAssets(join(import.meta.dirname, "page")),
    ...nodePrint(),
    doctorHost: nodeDoctorHost(),
    openStorage,
    makePrivate: (folder) => chmodSync(folder, 0o700),
    listen,
    isTerminal: process.stderr.isTTY === true,
    draw: (text) => void process.stderr.write(text),
    server: (to) => syncServer(to === undefined ? {} : { baseUrl: to }),
    sync: (folder, { answer, fileSystem = nodeFileSystem, ...options }) => {
      const fetch = answer === undefined ? {} : { fetch: fetchFromApp(answer) };
      return syncRunFolder({ folder, ...options, world: { ...createCoreWorld(), fileSystem, ...fetch } });
    },
    write: writeOutput,
    fetch: (url, init) => globalThis.fetch(url, init),
    ...nodeTerminal(),
    ...nodeBackup(systemClock),
    openBrowser,
    waitForStop: () =>
      new Promise((stop) => {
        // Once: a second Ctrl-C ends a process that is slow to close.
        for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop(signal));
      }),
  };
}

async function openStorage(folder: string): Promise<Storage> {
  const blobs = createFolderBlobStore({
    folder: join(folder, "blobs"),
    fileSystem: nodeFileSystem,
    hashes: nodeHashes,
  });
  const { runs, metrics, wasLeftOpen, check, close } = await openSqliteStorage({
    file: join(folder, "stepwell.sqlite"),
  });
  return {
    runs,
    metrics,
    blobs,
    damage: async () => (wasLeftOpen ? reportText(await check()) : undefined),
    async close() {
      await blobs.close();
      await close();
    },
  };
}

/** A connection on which nothing is sent for so long is ended; event streams send something more often. */
const SILENCE_MS = 10 * 60_000;

async function listen({ host, port, fetch }: ListenOptions): Promise<Listener> {
  /** Replies that are under way. */
  const begun = new Set<EventEmitter>();
  let check = (): void => undefined;
  const ended = (reply: EventEmitter): void => {
    begun.delete(reply);
    check();
  };
  const server = createAdaptorServer({
    fetch: async (request: Request, { incoming, outgoing }: HttpBindings | Http2Bindings) => {
      const response = await fetch(request, { address: incoming.socket.remoteAddress ?? "" });
      if (response.headers.get("content-type")?.startsWith("text/event-stream") === true) ended(outgoing);
      return response;
    },
  }) as Server;
  server.prependListener("request", (_, reply) => {
    begun.add(reply);
    reply.once("close", () => ended(reply));
  });
  // Node ends a request that comes for five minutes. An upload may take hours, as long as it goes on.
  server.requestTimeout = 0;
  server.setTimeout(SILENCE_MS);
  // "localhost" may name either loopback address; browsers try both.
  server.listen(port, host === "localhost" ? "127.0.0.1" : host);
  try {
    await once(server, "listening");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EADDRINUSE") throw new PortTaken();
    throw error;
  }
  const address = server.address();
  let isClosed = false;
  server.once("close", () => {
    isClosed = true;
  });
  return {
    port: address === null || typeof address === "string" ? port : address.port,
    drain() {
      server.close();
      return new Promise((resolve) => {
        check = () => {
          if (begun.size === 0) resolve();
        };
        check();
      });
    },
    async close() {
      if (server.listening) server.close();
      server.closeAllConnections();
      if (!isClosed) await once(server, "close");
    },
  };
}

function openBrowser(url: string): void {
  const [program, ...words] =
    process.platform === "darwin"
      ? ["open"]
      : process.platform === "win32"
        ? ["cmd", "/c", "start", ""]
        : ["xdg-open"];
  // A machine without a browser: the address is on the screen.
  spawn(program as string, [...words, url], { stdio: "ignore", detached: true })
    .on("error", () => undefined)
    .unref();
}
