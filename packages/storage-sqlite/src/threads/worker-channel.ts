import { Worker } from "node:worker_threads";
import { closedError } from "./call-channel.ts";
import type { CallChannel } from "./call-channel.ts";
import { settleWith } from "./inline-channels.ts";
import type { FromThread, NumberedCall, ThreadData, ToThread } from "./thread-messages.ts";

/** Starts a worker and resolves when its database is open. The worker holds the process only while calls are under way. */
export async function openWorkerChannel<Call>(entry: URL, data: ThreadData): Promise<CallChannel<Call>> {
  const worker = new Worker(entry, { workerData: data });
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: unknown) => void }>();
  const whenIdle: (() => void)[] = [];
  let outbox: { readonly numbered: NumberedCall<Call>; readonly transfer: readonly ArrayBuffer[] }[] = [];
  let broken: Error | undefined;
  let closing: Promise<void> | undefined;
  let calls = 0;

  const settled = (): void => {
    if (waiting.size > 0) return;
    worker.unref();
    for (const idle of whenIdle.splice(0)) idle();
  };
  const breakAll = (error: Error): void => {
    broken ??= error;
    for (const { reject } of waiting.values()) reject(broken);
    waiting.clear();
    settled();
  };
  // Calls of one turn go over together: a writer commits them together, and each message costs both threads.
  const send = (): void => {
    const sent = outbox;
    outbox = [];
    if (broken !== undefined || sent.length === 0) return;
    try {
      post(
        { calls: sent.map(({ numbered }) => numbered) },
        sent.flatMap(({ transfer }) => transfer),
      );
    } catch {
      for (const one of sent) sendAlone(one);
    }
  };
  const sendAlone = ({ numbered, transfer }: (typeof outbox)[number]): void => {
    try {
      post({ calls: [numbered] }, transfer);
    } catch (error) {
      waiting.get(numbered.id)?.reject(error);
      waiting.delete(numbered.id);
      settled();
    }
  };
  const post = (message: ToThread<Call>, transfer: readonly ArrayBuffer[] = []): void => {
    worker.ref();
    worker.postMessage(message, transfer);
  };

  await new Promise<void>((resolve, reject) => {
    worker.once("message", () => resolve());
    worker.once("error", reject);
  });
  worker.unref();
  worker.on("message", (message: FromThread) => {
    if (!("outcomes" in message)) return;
    for (const { id, outcome } of message.outcomes) {
      const waiter = waiting.get(id);
      waiting.delete(id);
      if (waiter !== undefined) settleWith(outcome, waiter.resolve, waiter.reject);
    }
    settled();
  });
  worker.on("error", breakAll);
  worker.on("exit", () => {
    breakAll(
      new Error(
        "[storage-sqlite] Failed to finish a call: the storage thread ended. Open the storage again.",
      ),
    );
  });

  return {
    call(call, transfer = []) {
      if (closing !== undefined) return Promise.reject(closedError());
      if (broken !== undefined) return Promise.reject(broken);
      calls += 1;
      const id = calls;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        if (outbox.length === 0) process.nextTick(send);
        outbox.push({ numbered: { id, call }, transfer });
      });
    },
    stop() {
      breakAll(closedError());
      void worker.terminate();
    },
    close() {
      closing ??= (async () => {
        if (waiting.size > 0) await new Promise<void>((resolve) => whenIdle.push(resolve));
        if (broken !== undefined) return;
        const exited = new Promise<void>((resolve) => worker.once("exit", () => resolve()));
        post({ close: true });
        await exited;
      })();
      return closing;
    },
  };
}
