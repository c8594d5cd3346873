import { systemRandom } from "@stepwell/effects";
import type { Clock, Random } from "@stepwell/effects";
import type { Fault } from "@stepwell/server";
import { checkMockOptions } from "./check-mock-options.ts";
import { applyFaults } from "./faults/apply-faults.ts";
import type { ActiveFault } from "./faults/fault-list.ts";
import { createFaultList } from "./faults/fault-list.ts";
import type { FaultRule } from "./faults/fault-rule.ts";
import { createMemoryApp } from "./memory-app.ts";
import { RECORDING_HEAD, readRecording } from "./record/exchange.ts";
import { recordedRequest } from "./record/record-exchange.ts";
import { createReplay } from "./record/create-replay.ts";
import type { Operation } from "./requests/operation-of.ts";
import { operationOf } from "./requests/operation-of.ts";
import { peekBody } from "./requests/peek-body.ts";
import type { MockRequest } from "./requests/request-log.ts";
import { createRequestLog } from "./requests/request-log.ts";
import type { MockRunName } from "./runs/find-run.ts";
import { findRun, listRuns } from "./runs/find-run.ts";
import type { MockRun } from "./runs/read-run.ts";
import { readRun } from "./runs/read-run.ts";
import { waitingClock } from "./waiting-clock.ts";

/** What a mock server goes by, and what is to go wrong in it. */
export interface MockServerOptions {
  /** What goes wrong from the start: rules, or their texts as `"status=503,operation=file_stream,nth=3"`. Default: nothing. */
  readonly faults?: readonly (FaultRule | string)[];
  /** Of the faults that come by chance: a whole number of at most nine digits. Default 1. */
  readonly seed?: number;
  /** Default: the host's clock. A virtual one decides how long faults take, and when a silent run counts as crashed. */
  readonly clock?: Clock;
  /** Default: the host's randomness. */
  readonly random?: Random;
  /** Names that requests may be sent to, besides those of this machine. */
  readonly allowedHosts?: readonly string[];
  /** Origins whose pages may log, besides those of this machine. */
  readonly allowedOrigins?: readonly string[];
  /** Requests that are kept for `requests`, at most a million. Default 10,000. */
  readonly requestLimit?: number;
  /** Takes the lines of a recording, without their ends: the first at once, then one for each request that the server answered. */
  readonly record?: (line: string) => void;
  /** The text of a recording that answers in place of the server. */
  readonly replay?: string;
  /** Told of what goes wrong within the server unasked, of which replies have no more than an id. */
  readonly onServerError?: (error: Fault) => void;
}

/** A whole Stepwell server in memory, and what can go wrong on the way to it. */
export interface MockServer {
  /** Answers a request as the real server does, or as the faults have it: rejects with `ConnectionCut` where they cut it. */
  fetch(request: Request): Promise<Response>;
  /** Judges silent runs and sends live viewers what they are due; the real server does it ten times a second. */
  tick(): Promise<void>;
  /** What the server holds of a run. Throws `MockError` when it has none of that id, or several and `project` is not said. */
  run(id: string, options?: { readonly project?: string }): Promise<MockRun>;
  /** Names of all runs, newest first. */
  runs(): Promise<readonly MockRunName[]>;
  /** The latest requests, oldest first. */
  readonly requests: readonly MockRequest[];
  /** Requests that came before those of `requests`. */
  readonly droppedRequests: number;
  /** The faults in force, and how often each was met. */
  readonly faults: readonly ActiveFault[];
  /** Lets something go wrong from now on. Throws `MockError` for a rule that can't be meant. Returns how to take it back. */
  addFault(fault: FaultRule | string): () => void;
  /** Nothing goes wrong from now on, and the clock is right again. */
  clearFaults(): void;
  /** With `replay`: what was asked for that is not in the recording, as sentences. */
  readonly unrecorded: readonly string[];
  /** Forgets runs and requests; the faults are those of the options again, counted from the start. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/** Makes the real app over memory, so that it can't behave in another way than the server does. Throws `MockError` for options that can't be meant. */
export function createMockServer(options: MockServerOptions = {}): MockServer {
  const { clock = waitingClock, record, seed = 1, requestLimit = 10_000 } = options;
  checkMockOptions({ seed, requestLimit });
  const app = createMemoryApp({ ...options, clock, random: options.random ?? systemRandom });
  const faults = createFaultList(seed);
  const log = createRequestLog(requestLimit);
  const replay = options.replay === undefined ? undefined : createReplay(readRecording(options.replay));
  const addOwnFaults = (): void => options.faults?.forEach((fault) => void faults.add(fault));
  addOwnFaults();
  record?.(RECORDING_HEAD);

  async function answer(request: Request, operation: Operation, body: string | undefined): Promise<Response> {
    if (replay !== undefined) return replay.answer(request, operation, body);
    // A live stream has no end, so it is no reply to write down.
    if (record === undefined || operation.name === "live") return app.fetch(request);
    const { withReply } = recordedRequest(request, operation, body);
    const reply = await app.fetch(request);
    record(JSON.stringify(await withReply(reply.clone())));
    return reply;
  }

  return {
    async fetch(request) {
      const { pathname, search } = new URL(request.url);
      const body = await peekBody(request);
      const operation = operationOf(pathname, body);
      const met = faults.meet({ names: operation.names, path: pathname });
      const { method } = request;
      const note = log.add({ at: clock.now(), method, path: pathname + search, operation, body, met });
      try {
        const reply = await applyFaults(met, request, {
          clock,
          skew: app.skew,
          fill: app.fill,
          answer: (asked) => answer(asked, operation, body),
        });
        note(reply.status);
        return reply;
      } catch (error) {
        note("cut");
        throw error;
      }
    },
    tick: () => app.tick(),
    run: async (id, { project } = {}) => readRun(app, await findRun(app, id, project)),
    runs: () => listRuns(app),
    get requests() {
      return log.requests;
    },
    get droppedRequests() {
      return log.dropped;
    },
    get faults() {
      return faults.active;
    },
    addFault: (fault) => faults.add(fault),
    clearFaults() {
      faults.clear();
      app.skew(0);
    },
    get unrecorded() {
      return replay?.unrecorded ?? [];
    },
    async reset() {
      await app.reset();
      faults.clear();
      addOwnFaults();
      log.clear();
      replay?.reset();
    },
    close: () => app.close(),
  };
}
