import { systemClock, systemRandom } from "@stepwell/effects";
import type { Clock, Random } from "@stepwell/effects";
import { createApp } from "@stepwell/server";
import type { Fault } from "@stepwell/server";
import { createMemoryBlobStore, createMemoryMetricStore, createMemoryRunStore } from "@stepwell/storage";
import type { MockRun, MockRunName } from "./read-run.ts";
import { listRuns, readRun } from "./read-run.ts";

/** The time, chance and names that a mock server goes by. */
export interface MockServerOptions {
  /** Default: the host's clock. A virtual one decides when a silent run counts as crashed. */
  readonly clock?: Clock;
  /** Default: the host's randomness. */
  readonly random?: Random;
  /** Names that requests may be sent to, besides those of this machine. */
  readonly allowedHosts?: readonly string[];
  /** Told of what goes wrong within the server, of which replies have no more than an id. */
  readonly onFault?: (fault: Fault) => void;
}

/** A whole Stepwell server in memory. */
export interface MockServer {
  /** Answers a request as the real server does. */
  fetch(request: Request): Promise<Response>;
  /** Judges silent runs and sends live viewers what they are due; the real server does it ten times a second. */
  tick(): Promise<void>;
  /** What the server holds of a run; undefined when it has none of that name. */
  run(project: string, id: string): Promise<MockRun | undefined>;
  /** Names of all runs, newest first. */
  runs(): Promise<readonly MockRunName[]>;
  /** Forgets everything. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/** Makes the real app over memory, so that it can't behave in another way than the server does. */
export function createMockServer(options: MockServerOptions = {}): MockServer {
  const { clock = systemClock, random = systemRandom, allowedHosts = [], onFault } = options;
  const open = () =>
    createApp({
      runs: createMemoryRunStore(),
      metrics: createMemoryMetricStore(),
      blobs: createMemoryBlobStore(),
      clock,
      random,
      allowedHosts,
      ...(onFault === undefined ? {} : { onFault }),
      version: "mock",
    });
  let app = open();

  return {
    fetch: (request) => app.fetch(request),
    tick: () => app.tick(),
    run: (project, id) => readRun(app, project, id),
    runs: () => listRuns(app),
    async reset() {
      await app.close();
      app = open();
    },
    close: () => app.close(),
  };
}
