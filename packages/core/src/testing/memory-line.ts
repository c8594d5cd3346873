import type { MessageLine, PageMessage, WorkerMessage } from "../browser/page-messages.ts";

/** A line between a page and its worker, in memory: each message is cloned, and arrives when the task that posted it is done. */
export interface MemoryLine {
  readonly page: MessageLine<PageMessage, WorkerMessage>;
  readonly worker: MessageLine<WorkerMessage, PageMessage>;
  /** Writes that the page has posted. */
  posted(): number;
  /** Nothing arrives any more. */
  cut(): void;
  /** The worker is gone, and the page is told. */
  die(reason: string): void;
  /** Resolves when what was posted has arrived. */
  settled(): Promise<void>;
  /** Resolves when the worker has ended. */
  readonly ended: Promise<void>;
}

export function createMemoryLine(): MemoryLine {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  let isCut = false;
  let writes = 0;
  let toPage: (message: WorkerMessage) => void = () => undefined;
  let toWorker: (message: PageMessage) => void = () => undefined;
  let last: Promise<void> = Promise.resolve();

  function arrive(deliver: () => void): void {
    last = last.then(() => {
      if (!isCut) deliver();
    });
  }

  return {
    page: {
      post(message) {
        const copy = structuredClone(message);
        if (copy.type === "write") writes += 1;
        arrive(() => toWorker(copy));
      },
      listen: (listener) => void (toPage = listener),
      close: () => undefined,
    },
    worker: {
      post(message) {
        const copy = structuredClone(message);
        arrive(() => toPage(copy));
      },
      listen: (listener) => void (toWorker = listener),
      close: () => end(),
    },
    ended,
    posted: () => writes,
    cut: () => void (isCut = true),
    die: (reason) => toPage({ type: "refused", reason }),
    async settled() {
      for (let turn = 0; turn < 20; turn++) await last;
    },
  };
}
