import type { Worker } from "node:worker_threads";
import type { DeliveryEngine, DeliveryEngineOptions, StartDeliveryEngine } from "../sync/delivery-engine.ts";
import { startEngineLater } from "../sync/start-engine-later.ts";
import type { SyncWorld } from "../sync/sync-world.ts";
import { hostModules } from "./host-modules.ts";
import type { FromSyncThread, ToSyncThread } from "./sync-messages.ts";
import { nodeSyncParts } from "./sync-parts.ts";

/**
 * Starts the engine in a thread of its own, which never keeps the process alive. It runs in this thread instead
 * where a thread can't do the same: with a world that is not the host's, a `fetch` that was replaced (by a mock server,
 * say), from TypeScript sources, and when the thread's file is not there, as after bundling into one file.
 */
export const startSyncThread: StartDeliveryEngine = (options) => {
  const isPossible = isHostsWorld(options.world) && !import.meta.url.endsWith(".ts");
  const worker = isPossible ? tryWorker(options) : undefined;
  return worker === undefined ? startEngineLater(options) : engineIn(worker, options);
};

function engineIn(worker: Worker, options: DeliveryEngineOptions): DeliveryEngine {
  let here: DeliveryEngine | undefined;
  let asked: "finish" | "giveUp" | undefined;
  let isOver = false;
  let end = (): void => undefined;
  const over = new Promise<void>((resolve) => {
    end = resolve;
  });

  function say(message: ToSyncThread): void {
    worker.postMessage(message);
  }

  function ask(what: "finish" | "giveUp"): Promise<void> {
    asked = what;
    if (here === undefined) say({ ask: what });
    else void here[what]().then(end);
    return over;
  }

  /** The thread can't do it. What it has sent is noted beside the run file or at the server, so nothing goes twice. */
  function goOnHere(): void {
    if (isOver || here !== undefined) return;
    here = startEngineLater(options);
    void worker.terminate();
    if (asked !== undefined) void here[asked]().then(end);
  }

  worker.on("message", (message: FromSyncThread) => {
    if (here !== undefined) return;
    if ("fetchText" in message) {
      if (message.fetchText !== String(globalThis.fetch)) goOnHere();
      else say({ ask: "start" });
      if (asked !== undefined && here === undefined) say({ ask: asked });
    } else if ("news" in message) {
      options.tell(message.news);
    } else {
      isOver = true;
      void worker.terminate();
      end();
    }
  });
  worker.on("error", goOnHere);
  worker.on("exit", goOnHere);
  worker.unref();
  return { finish: () => ask("finish"), giveUp: () => ask("giveUp") };
}

function isHostsWorld(world: SyncWorld): boolean {
  const names = ["clock", "random", "fileSystem", "fetch"] as const;
  return names.every((name) => world[name] === nodeSyncParts[name]);
}

function tryWorker({ job }: DeliveryEngineOptions): Worker | undefined {
  try {
    const threads = hostModules.threads();
    return new threads.Worker(new URL("./sync-thread.js", import.meta.url), {
      name: "stepwell-sync",
      workerData: job,
      // The program's own flags ("--eval", "--import", "--inspect") are not meant for this thread.
      execArgv: [],
      env: { ...process.env, NODE_OPTIONS: "" },
      // Rows only pass through: with the default the process grew by 110 MB where it grows by 75 now.
      resourceLimits: { maxYoungGenerationSizeMb: 8 },
    });
  } catch {
    // A bundler that leaves no address of this file, or a host that allows no threads.
    return undefined;
  }
}
