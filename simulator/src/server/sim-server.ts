import { createSeededRandom } from "@stepwell/effects/testing";
import { createApp } from "@stepwell/server";
import type { App } from "@stepwell/server";
import type { BlobStore, MetricStore, RunStore } from "@stepwell/storage";
import type { Clock } from "@stepwell/effects";
import type { Owner } from "../schedule/owner.ts";
import { createOwner } from "../schedule/owner.ts";
import type { Schedule } from "../schedule/schedule.ts";
import { createDisk } from "../world/disk.ts";
import type { Host } from "../world/host.ts";
import type { NetworkReply } from "../world/network.ts";
import { withEffects } from "./store-effects.ts";

/** What of the server outlives its process. */
export interface DurableStores {
  /** Opens them for one life of the server. */
  open(clock: Clock): { readonly runs: RunStore; readonly metrics: MetricStore };
  readonly blobs: BlobStore;
}

/** The server through all its lives. */
export interface SimServer {
  /** Hands a request to the app that lives now. Rejects when none does, and when it dies of it. */
  deliver(request: Request): Promise<NetworkReply>;
  /** The app that lives now. */
  readonly app: App | undefined;
  /** From now on it lives for ever. */
  heal(): void;
}

export interface SimServerOptions {
  readonly schedule: Schedule;
  readonly host: Host;
  readonly stores: DurableStores;
  readonly isWatching: boolean;
  readonly tickMs: number;
  /** Effects until the death of each life; the life after the last of them goes on. */
  readonly deaths: readonly number[];
  readonly seed: number;
}

const LONGEST_PAUSE_MS = 4000;
/** When nothing goes on any more there is less to look at. */
const RESTFUL_AFTER_MS = 20_000;
const RESTFUL_TICK_MS = 30_000;

export function createSimServer(options: SimServerOptions): SimServer {
  const { schedule, host, stores, deaths } = options;
  const keeper = createOwner("keeper");
  const inFlight = new Set<(error: Error) => void>();
  let lives = 0;
  let healedMs = Infinity;
  let app: App | undefined;
  let owner: Owner | undefined;

  function start(): void {
    const life = createOwner(`server ${lives}`);
    owner = life;
    const effects = deaths[lives];
    lives += 1;
    if (effects !== undefined && healedMs === Infinity) life.dieAfter(effects);
    life.onDeath(() => end());
    host.add(life);
    const clock = host.clock(life);
    const { runs, metrics } = stores.open(clock);
    const processes = host.processes;
    const opened = createApp({
      runs: withEffects(runs, { name: "runs", owner: life, schedule }),
      metrics: withEffects(metrics, { name: "metrics", owner: life, schedule }),
      blobs: withEffects(stores.blobs, { name: "blobs", owner: life, schedule }),
      clock,
      random: createSeededRandom(options.seed * 1000 + lives),
      version: "0.0.0-simulated",
      processes,
      ...(options.isWatching ? { fileSystem: diskOf(life), watch: { folder: "/home/ada" } } : {}),
    });
    app = opened;
    schedule.note(life.name, "starts");
    schedule.after(life, 0, () => tick(opened, life));
  }

  function tick(opened: App, life: Owner): void {
    const isRestful = schedule.nowMs - healedMs > RESTFUL_AFTER_MS;
    const pauseMs = isRestful ? RESTFUL_TICK_MS : options.tickMs;
    const again = (): void => void schedule.after(life, pauseMs, () => tick(opened, life));
    opened.tick().then(again, again);
  }

  function diskOf(life: Owner) {
    return createDisk({
      inner: host.disk,
      owner: life,
      schedule,
      fullShare: 0,
      onSync: () => () => undefined,
      losesSyncs: false,
    });
  }

  function end(): void {
    app = undefined;
    for (const reject of inFlight) reject(new Error("the server went away"));
    inFlight.clear();
    schedule.after(keeper, schedule.random.float() * LONGEST_PAUSE_MS, start);
  }

  async function answer(opened: App, request: Request): Promise<NetworkReply> {
    const { status, headers, body } = await opened.fetch(request);
    return { status, headers, text: body === null ? "" : await new Response(body).text() };
  }

  start();
  return {
    deliver(request) {
      const opened = app;
      if (opened === undefined) return Promise.reject(new Error("nobody listens there"));
      return new Promise((resolve, reject) => {
        inFlight.add(reject);
        answer(opened, request).then(
          (reply) => {
            inFlight.delete(reject);
            resolve(reply);
          },
          (error: unknown) => {
            inFlight.delete(reject);
            reject(error as Error);
          },
        );
      });
    },
    get app() {
      return app;
    },
    heal() {
      healedMs = schedule.nowMs;
      owner?.dieAfter(Infinity);
    },
  };
}
