import { createSeededRandom } from "@stepwell/effects/testing";
import { judgeReply } from "./judge-reply.ts";
import { mutateRequest } from "./mutate-request.ts";
import { oneIn } from "./pick.ts";
import { toCurl, toRequest } from "./request-spec.ts";
import type { RequestSpec } from "./request-spec.ts";
import { openTarget, TARGETS } from "./target.ts";
import type { Target } from "./target.ts";
import { validRequest } from "./valid-requests.ts";

/** A request that was answered badly. */
interface FuzzFailure {
  readonly target: string;
  /** The seed of its block, and its place in there: the requests before it made the server what it was. */
  readonly seed: number;
  readonly index: number;
  readonly reason: string;
  readonly curl: string;
}

/** What came of all requests. */
export interface FuzzReport {
  readonly requests: number;
  /** Requests that no HTTP client could have sent. */
  readonly unsendable: number;
  /** Replies by status. */
  readonly statuses: ReadonlyMap<number, number>;
  readonly failures: readonly FuzzFailure[];
  /** Bytes of the heap after each block, its server closed. */
  readonly heaps: readonly number[];
}

export interface FuzzOptions {
  readonly requests: number;
  readonly seed: number;
  readonly onProgress?: (done: number) => void;
}

/** Requests that one server gets before the next one starts, so that memory can be compared. */
const BLOCK = 5000;
const TICK_EVERY = 200;
const SLOW_MS = 5000;
const MOST_FAILURES = 20;

/** Sends mutated requests to one fresh server after the other, of every kind. Block `n` comes from `seed + n` alone. */
export async function runFuzz({ requests, seed, onProgress }: FuzzOptions): Promise<FuzzReport> {
  const failures: FuzzFailure[] = [];
  const statuses = new Map<number, number>();
  const heaps: number[] = [];
  let unsendable = 0;
  let sent = 0;
  for (let block = 0; sent + unsendable < requests && failures.length < MOST_FAILURES; block++) {
    const blockSeed = seed + block;
    const count = Math.min(BLOCK, requests - sent - unsendable);
    const target = await openTarget(TARGETS[block % TARGETS.length] ?? TARGETS[0], blockSeed);
    const random = createSeededRandom(blockSeed);
    for (let index = 0; index < count; index++) {
      const valid = validRequest(random, target);
      const spec = oneIn(random, 10) ? valid : mutateRequest(random, valid);
      const outcome = await send(target, spec);
      if (outcome === undefined) {
        unsendable += 1;
        continue;
      }
      sent += 1;
      statuses.set(outcome.status, (statuses.get(outcome.status) ?? 0) + 1);
      if (outcome.reason !== undefined) {
        const { reason } = outcome;
        failures.push({ target: target.name, seed: blockSeed, index, reason, curl: toCurl(spec) });
        if (failures.length >= MOST_FAILURES) break;
      }
      if (index % TICK_EVERY === 0) await target.tick();
    }
    await target.close();
    heaps.push(heapBytes());
    onProgress?.(sent + unsendable);
  }
  return { requests: sent, unsendable, statuses, failures, heaps };
}

async function send(
  target: Target,
  spec: RequestSpec,
): Promise<{ status: number; reason: string | undefined } | undefined> {
  const request = toRequest(spec);
  if (request === undefined) return undefined;
  const started = performance.now();
  try {
    const reply = await target.fetch(request);
    const reason = await judgeReply(request, reply, target.ids.learn);
    const tookMs = performance.now() - started;
    const slow = tookMs > SLOW_MS ? `took ${Math.round(tookMs)} ms` : undefined;
    return { status: reply.status, reason: reason ?? slow };
  } catch (error) {
    return { status: 0, reason: `threw: ${error instanceof Error ? error.stack : String(error)}` };
  }
}

function heapBytes(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}
