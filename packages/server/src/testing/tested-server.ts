import type { VirtualClock } from "@stepwell/effects/testing";
import { parseJson } from "@stepwell/protocol";
import type { JsonObject, RunDetail, RunView } from "@stepwell/protocol";
import type { App } from "../create-app.ts";

/** A server as its suites see it: by its replies alone. */
export interface TestedServer {
  readonly clock: VirtualClock;
  /** Ticks, `times` times, 100 ms apart. */
  settle(times?: number): Promise<void>;
  request(path: string, init?: RequestInit): Promise<Response>;
  /** The parsed body of a reply that must be 200. */
  get<T = JsonObject>(path: string): Promise<T>;
  rows(project: string, run: string, query?: string): Promise<JsonObject[]>;
  run(project: string, run: string): Promise<RunView>;
}

/** Makes a server for one test. */
export type CreateTestedServer = () => TestedServer;

/** What is asked for through replies, of any server that is a function of a request. */
export function createTestedServer(app: Pick<App, "fetch" | "tick">, clock: VirtualClock): TestedServer {
  const server: TestedServer = {
    clock,
    async settle(times = 6) {
      for (let time = 0; time < times; time++) {
        await app.tick();
        await clock.advanceAsync(100);
      }
    },
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
