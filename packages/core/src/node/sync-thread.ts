import { parentPort, workerData } from "node:worker_threads";
import type { MessagePort } from "node:worker_threads";
import { startDeliveryEngine } from "../sync/delivery-engine.ts";
import type { DeliveryEngine, DeliveryJob } from "../sync/delivery-engine.ts";
import type { FromSyncThread, ToSyncThread } from "./sync-messages.ts";
import { nodeSyncParts } from "./sync-parts.ts";

// The thread that delivers a run, so that neither requests nor reading the run file hold up the training.
const port = parentPort as MessagePort;
const say = (message: FromSyncThread): void => port.postMessage(message);
let engine: DeliveryEngine | undefined;

port.on("message", ({ ask }: ToSyncThread) => {
  if (ask === "start") {
    const job = workerData as DeliveryJob;
    engine ??= startDeliveryEngine({ job, world: nodeSyncParts, tell: (news) => say({ news }) });
  } else {
    const over = ask === "finish" ? engine?.finish() : engine?.giveUp();
    void over?.then(() => say({ isOver: true }));
  }
});

say({ fetchText: String(globalThis.fetch) });
