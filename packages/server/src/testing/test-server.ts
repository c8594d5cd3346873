import {
  createMemoryFileSystem,
  createSeededRandom,
  createVirtualClock,
  createVirtualProcesses,
} from "@stepwell/effects/testing";
import type { MemoryFileSystem, VirtualProcesses } from "@stepwell/effects/testing";
import { createMemoryBlobStore, createMemoryMetricStore, createMemoryRunStore } from "@stepwell/storage";
import type { MetricStore, RunStore } from "@stepwell/storage";
import type { App } from "../create-app.ts";
import { createApp } from "../create-app.ts";
import type { AppPorts } from "../app-ports.ts";
import { createTestedServer } from "./tested-server.ts";
import type { TestedServer } from "./tested-server.ts";
import { createRunFolder } from "./run-folder.ts";
import type { RunFolder, RunFolderOptions } from "./run-folder.ts";

/** The whole server over memory, virtual time and a virtual host, watching `/home/ada`. */
export interface TestServer extends TestedServer {
  readonly fileSystem: MemoryFileSystem;
  readonly processes: VirtualProcesses;
  readonly runs: RunStore;
  readonly metrics: MetricStore;
  readonly app: App;
  /** Ends the app and starts another one over what is stored; with `without` on stores that lost their data. */
  restart(without?: "data"): Promise<void>;
  folder(name: string, options?: Partial<RunFolderOptions>): RunFolder;
}

/** Makes the server and its world; `ports` replaces single ports. */
export function createTestServer(ports: Partial<AppPorts> = {}): TestServer {
  const clock = createVirtualClock();
  const fileSystem = createMemoryFileSystem({ clock });
  const processes = createVirtualProcesses();
  const random = createSeededRandom(1);
  fileSystem.makeFolderSync("/home/ada/wandb");
  let runs = ports.runs ?? createMemoryRunStore();
  let metrics = ports.metrics ?? createMemoryMetricStore();
  const blobs = createMemoryBlobStore();
  const open = (): App =>
    createApp({
      runs,
      metrics,
      blobs,
      clock,
      random,
      fileSystem,
      processes,
      version: "0.0.0-test",
      watch: { folder: "/home/ada" },
      ...ports,
    });
  let app = open();

  return {
    ...createTestedServer({ fetch: (request) => app.fetch(request), tick: () => app.tick() }, clock),
    fileSystem,
    processes,
    get runs() {
      return runs;
    },
    get metrics() {
      return metrics;
    },
    get app() {
      return app;
    },
    async restart(without) {
      await app.close();
      if (without === "data") {
        runs = createMemoryRunStore();
        metrics = createMemoryMetricStore();
      }
      app = open();
    },
    folder: (name, options = {}) =>
      createRunFolder({
        fileSystem,
        folder: `/home/ada/wandb/${name}`,
        runId: "abc",
        project: "demo",
        startMs: clock.now(),
        ...options,
      }),
  };
}
