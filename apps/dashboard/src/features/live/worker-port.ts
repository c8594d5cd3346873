import { holdTabLock } from "./tab-lock.ts";
import type { TabPort } from "./tab-live.ts";

/** The way to the stream that a shared worker holds for all tabs. */
export function createWorkerPort(worker: SharedWorker): TabPort {
  const { port } = worker;
  const letGo = holdTabLock((lock) => port.postMessage({ type: "alive", lock }));
  return {
    post: (message) => port.postMessage(message),
    listen(onMessage) {
      port.addEventListener("message", ({ data }) => onMessage(data));
      port.start();
    },
    close() {
      letGo();
      port.close();
    },
  };
}
