import type { Fetch, FetchReply, FetchRequest } from "@stepwell/core/testing";
import type { SeededRandom } from "@stepwell/effects/testing";
import type { PlantedBug } from "../bugs/planted-bug.ts";
import type { Owner } from "../schedule/owner.ts";
import { createOwner } from "../schedule/owner.ts";
import type { Schedule } from "../schedule/schedule.ts";

/** Shares of the requests that meet a fault. */
export interface NetworkFaults {
  readonly lost: number;
  readonly replyLost: number;
  readonly twice: number;
  /** So late that others overtake them, and that their client may have given up. */
  readonly slow: number;
  /** Broken off in the middle of the body. */
  readonly cut: number;
}

/** An answer as it travels. */
export interface NetworkReply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Between the hosts and the server. */
export interface Network {
  /** What a process on a host reaches the server with. */
  fetch(owner: Owner, host: string): Fetch;
  /** As `fetch`, with nothing made twice or late: what a person sends by hand. */
  careful(owner: Owner, host: string): Fetch;
  /** Cuts a host off from the server, or connects it again. */
  connect(host: string, how: { isConnected: boolean }): void;
  /** From now on nothing goes wrong any more. */
  heal(): void;
}

/** Takes a request to whatever answers it. Rejects when nobody does. */
export type Deliver = (request: Request) => Promise<NetworkReply>;

interface Fate {
  readonly kind: keyof NetworkFaults | "good";
}

const TRIP_MS = 25;
const SLOW_TRIP_MS = 45_000;

export function createNetwork(options: {
  schedule: Schedule;
  random: SeededRandom;
  faults: NetworkFaults;
  deliver: Deliver;
  bug?: PlantedBug | undefined;
}): Network {
  const { schedule, random, faults, bug } = options;
  const deliver = bug === "doubled-reply" ? answeringTwice(options.deliver, random) : options.deliver;
  const cable = createOwner("network");
  const unreachable = new Set<string>();
  let isHealed = false;

  function fateOf(): Fate {
    let left = random.float();
    if (isHealed) return { kind: "good" };
    for (const kind of ["lost", "replyLost", "twice", "slow", "cut"] as const) {
      left -= faults[kind];
      if (left < 0) return { kind };
    }
    return { kind: "good" };
  }

  function tripMs({ kind }: Fate): number {
    return random.float() * (kind === "slow" ? SLOW_TRIP_MS : TRIP_MS);
  }

  function sender(owner: Owner, host: string, fate: () => Fate): Fetch {
    return async (url, request) => {
      const name = nameOf(url, request);
      const body = await bytesOf(request.body);
      const met = fate();
      return schedule
        .effect(owner, `asks ${name}`, () => ({ name, body, met }))
        .then(
          () =>
            new Promise<FetchReply>((resolve, reject) => {
              const fail = (why: string): void => {
                schedule.note(host, `${name}: ${why}`);
                reject(new Error(why));
              };
              if (request.signal.aborted) return fail("given up");
              request.signal.addEventListener("abort", () => fail("given up"));
              travel({ url, request, body, met, name, host }, resolve, fail);
            }),
        );
    };
  }

  function travel(
    sent: { url: string; request: FetchRequest; body: Uint8Array; met: Fate; name: string; host: string },
    resolve: (reply: FetchReply) => void,
    fail: (why: string) => void,
  ): void {
    const { url, request, body, met, name, host } = sent;
    const arrive = (): Promise<NetworkReply> => {
      schedule.note("network", `${name} from ${host} arrives${met.kind === "good" ? "" : ` (${met.kind})`}`);
      return deliver(requestOf(url, request, body, met.kind === "cut"));
    };
    const back = (reply: NetworkReply): void =>
      void schedule.after(cable, tripMs(met), () => {
        if (unreachable.has(host) || met.kind === "replyLost" || met.kind === "cut")
          return fail("the connection broke");
        schedule.note("network", `${name} was answered ${reply.status}`);
        resolve({ status: reply.status, headers: reply.headers, text: async () => reply.text });
      });
    const lostBack = (error: unknown): void =>
      void schedule.after(cable, tripMs(met), () =>
        fail(error instanceof Error ? error.message : "no answer"),
      );
    schedule.after(cable, tripMs(met), () => {
      if (unreachable.has(host)) return fail("there is no way to the server");
      if (met.kind === "lost") return fail("the connection broke on the way");
      const first = arrive();
      if (met.kind !== "twice") return void first.then(back, lostBack);
      // Somebody on the way repeats it while the client waits, and one of the two answers comes back.
      first.catch(() => undefined);
      schedule.after(cable, tripMs(met), () => void arrive().then(back, lostBack));
    });
  }

  return {
    fetch: (owner, host) => sender(owner, host, fateOf),
    careful: (owner, host) =>
      sender(owner, host, () => {
        const fate = fateOf();
        return fate.kind === "twice" || fate.kind === "slow" ? { kind: "good" } : fate;
      }),
    connect(host, { isConnected }) {
      schedule.note("network", `${host} is ${isConnected ? "connected" : "cut off"}`);
      if (isConnected) unreachable.delete(host);
      else unreachable.add(host);
    },
    heal() {
      isHealed = true;
      unreachable.clear();
    },
  };
}

/** Planted: an answer is given once more, to a later request of the same kind, which the server never sees. */
function answeringTwice(deliver: Deliver, random: SeededRandom): Deliver {
  let last: NetworkReply | undefined;
  return async (request) => {
    if (!request.url.endsWith("/file_stream")) return deliver(request);
    if (last !== undefined && random.float() < 0.1) return last;
    last = await deliver(request);
    return last;
  };
}

function nameOf(url: string, { method, body }: FetchRequest): string {
  const operation = typeof body === "string" ? /"operationName":"(\w+)"/.exec(body)?.[1] : undefined;
  const path = new URL(url).pathname.replace(/\/wire\/uploads\/.*/, "/wire/uploads");
  return operation === undefined ? `${method} ${path}` : operation;
}

async function bytesOf(body: FetchRequest["body"]): Promise<Uint8Array> {
  if (body === undefined) return new Uint8Array();
  if (typeof body === "string") return new TextEncoder().encode(body);
  if (body instanceof Uint8Array) return body;
  const bytes = new Uint8Array(body.size);
  let at = 0;
  for await (const chunk of body.chunks()) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

function requestOf(
  url: string,
  { method, headers }: FetchRequest,
  body: Uint8Array,
  isCut: boolean,
): Request {
  if (method === "GET" || (body.length === 0 && (method as string) === "DELETE"))
    return new Request(url, { method, headers });
  if (!isCut) return new Request(url, { method, headers, body: body as Uint8Array<ArrayBuffer> });
  let isSent = false;
  const cut = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (isSent) controller.error(new Error("the connection broke"));
      else controller.enqueue(body.subarray(0, body.length >> 1));
      isSent = true;
    },
  });
  return new Request(url, { method, headers, body: cut, duplex: "half" } as RequestInit);
}
