import {
  createMemoryFileSystem,
  createSeededRandom,
  createVirtualClock,
  createVirtualProcesses,
} from "@stepwell/effects/testing";
import type { MemoryFileSystem, VirtualClock, VirtualProcesses } from "@stepwell/effects/testing";
import { parseJson } from "@stepwell/protocol";
import type { JsonObject, RunDetail, RunView } from "@stepwell/protocol";
import { createMemoryBlobStore, createMemoryMetricStore, createMemoryRunStore } from "@stepwell/storage";
import type { MetricStore, RunStore } from "@stepwell/storage";
import type { App } from "../create-app.ts";
import { createApp } from "../create-app.ts";
import type { AppPorts } from "../app-ports.ts";
import { createRunFolder } from "./run-folder.ts";
import type { RunFolder, RunFolderOptions } from "./run-folder.ts";

/** The whole server over memory, virtual time and a virtual host, watching `/home/ada`. */
export interface TestServer {
  readonly clock: VirtualClock;
  readonly fileSystem: MemoryFileSystem;
  readonly processes: VirtualProcesses;
  readonly runs: RunStore;
  readonly metrics: MetricStore;
  readonly app: App;
  /** Ends the app and starts another one over what is stored; with `without` on stores that lost their data. */
  restart(without?: "data"): Promise<void>;
  /** Ticks, `times` times, 100 ms apart. */
  settle(times?: number): Promise<void>;
  folder(name: string, options?: Partial<RunFolderOptions>): RunFolder;
  request(path: string, init?: RequestInit): Promise<Response>;
  /** The parsed body of a reply that must be 200. */
  get<T = JsonObject>(path: string): Promise<T>;
  rows(project: string, run: string, query?: string): Promise<JsonObject[]>;
  run(project: string, run: string): Promise<RunView>;
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

  const server: TestServer = {
    clock,
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
    async settle(times = 6) {
      for (let time = 0; time < times; time++) {
        await app.tick();
        await clock.advanceAsync(100);
      }
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
    request: (path, init) => app.fetch(new Request(`http://localhost:7733${path}`, init)),
    async get<T>(path: string) {
      const response = await server.request(path);
      const text = await response.text();
      if (response.status !== 200) throw new Error(`GET ${path} gave ${response.status}: ${text}`);
      return parseJson(text) as T;
    },
    async rows(project, run, query = "") {
      const response = await server.request(`/api/runs/${project}/${run}/rows${query}`);
      const text = await response.text();
      const lines = text.split("\n").filter((line) => line !== "");
      return lines.map((line) => (parseJson(line) as { row: JsonObject }).row);
    },
    run: async (project, run) => (await server.get<RunDetail>(`/api/runs/${project}/${run}`)).run,
  };
  return server;
}
