import { InvalidDefinition, StepTooLow } from "@stepwell/runlog";
import { UsageError } from "../core-error.ts";
import type { Config } from "../run/config.ts";
import type { RunCore } from "../run/run-core.ts";
import type { Run } from "../run/run.ts";
import { noThreads } from "./no-threads.ts";
import { IS_OVER, WRITTEN } from "./outbox.ts";
import { unpackItems } from "./thread-messages.ts";
import type { Hello, ThreadCall, ToOwner, ToThread } from "./thread-messages.ts";
import type { ThreadPort } from "./thread-port.ts";

export interface RunSharingParts {
  readonly config: Config;
  /** The row that was held has been written, since another thread's row is at a later step. */
  readonly letGo: () => void;
  readonly url: () => string | undefined;
  readonly writeLogs: (text: string) => void;
  readonly flush: () => Promise<void>;
}

interface Thread {
  readonly port: ThreadPort;
  readonly counters: Int32Array;
  /** The number of the last batch that was written; the thread sees it in `counters` after the turn. */
  written: number;
}

/** A turn that takes longer than this acknowledges before its end, so that no thread takes us for blocked. */
const LONG_TURN_MS = 250;

/** The part of a run that takes calls from other threads; `end` takes what has arrived and ends them all. */
export function createRunSharing(
  core: RunCore,
  parts: RunSharingParts,
): { readonly part: Pick<Run, "share">; end(): void } {
  const { world, settings, folder, checkOpen, count, runLog, writer } = core;
  const { files } = core.media;
  const { config } = parts;
  const threads = new Set<Thread>();
  let isOver = false;
  let isGivingTurns = false;
  let stopTimer: (() => void) | undefined;
  /** When the first batch that is not acknowledged came. */
  let unacknowledgedSince: number | undefined;

  function hello(progress: SharedArrayBuffer): Hello {
    const { server: _, ...rest } = settings;
    const startedMs = world.clock.now() - core.now().runtime * 1000;
    return {
      type: "hello",
      settings: structuredClone(rest),
      url: parts.url(),
      folder: folder.path,
      filesFolder: folder.filesFolder,
      config: config.toJSON(),
      startedMs,
      progress,
    };
  }

  function writeRow(call: ThreadCall & { kind: "row" }, startedMs: number): void {
    for (const record of call.records ?? []) files.add(record);
    for (const [key, spec] of call.charts ?? []) files.setConfig(["_wandb", "visualize", key], spec);
    const items = unpackItems(call);
    const runtime = Math.max(0, Math.round(call.time * 1e6 - startedMs * 1000) / 1e6);
    const step = call.step === undefined ? {} : { step: call.step };
    const at = { timestamp: call.time, runtime };
    const outcome = runLog.log({ items, ...step, whole: true }, at);
    if (outcome.dropped !== undefined) count(outcome.dropped.reason, 1);
    if (outcome.rows.length > 1) parts.letGo();
    writer.commit(outcome, outcome.dropped === undefined ? items.length : 0, at);
  }

  function apply(call: ThreadCall, startedMs: number): void {
    switch (call.kind) {
      case "row":
        return writeRow(call, startedMs);
      case "define":
        core.write(runLog.define(call.definition));
        return writer.touchSummary();
      case "set-summary":
        runLog.setSummary(call.path, call.value);
        return writer.touchSummary();
      case "delete-summary":
        runLog.deleteSummary(call.path);
        return writer.touchSummary();
      case "set-config":
        return config.update(call.values, { allowValChange: true });
      case "records":
        return core.write(call.records);
      case "print":
        return parts.writeLogs(call.text);
    }
  }

  /** The thread has checked what can be checked there; what is left is a step that others have passed. */
  function applyCounted(call: ThreadCall, startedMs: number): void {
    try {
      apply(call, startedMs);
    } catch (error) {
      if (StepTooLow.isInstance(error)) count("step-too-low", 1);
      else if (!InvalidDefinition.isInstance(error) && !UsageError.isInstance(error)) throw error;
      else count("thread", 1);
    }
  }

  /**
   * At the end of the turn: a thread that logs as fast as it can gets no more than its share of one turn, and the other
   * work of this thread has its turns too.
   */
  function acknowledgeSoon(): void {
    unacknowledgedSince ??= world.clock.monotonic();
    if (world.clock.monotonic() - unacknowledgedSince > LONG_TURN_MS) acknowledge();
    else stopTimer ??= world.clock.after(0, acknowledge);
  }

  function acknowledge(): void {
    stopTimer?.();
    stopTimer = unacknowledgedSince = undefined;
    for (const { counters, written } of threads) {
      if (Atomics.exchange(counters, WRITTEN, written) !== written) Atomics.notify(counters, WRITTEN);
    }
  }

  /** One message of each other thread for each one of the host's loop, which would serve one port for long. */
  function giveTurns(current: Thread): void {
    if (isGivingTurns) return;
    isGivingTurns = true;
    for (const thread of threads) if (thread !== current) thread.port.drain(1);
    isGivingTurns = false;
  }

  function hear(thread: Thread, message: ToOwner, startedMs: number): void {
    switch (message.type) {
      case "batch":
        if (isOver) return count("thread", message.calls.filter(({ kind }) => kind === "row").length);
        for (const call of message.calls) applyCounted(call, startedMs);
        thread.written = message.number;
        acknowledgeSoon();
        return giveTurns(thread);
      case "flush":
        void answerFlush(thread.port, message.id);
        return;
      case "detach":
        threads.delete(thread);
        thread.port.close();
    }
  }

  async function answerFlush(port: ThreadPort, id: number): Promise<void> {
    const problem = await parts.flush().then(
      () => undefined,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    acknowledge();
    port.post({ type: "flushed", id, ...(problem === undefined ? {} : { problem }) } satisfies ToThread);
  }

  return {
    part: {
      share() {
        checkOpen("share");
        if (world.threads === undefined) throw noThreads(settings.runId);
        const { near: port, far } = world.threads.open();
        const progress = new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT);
        const thread: Thread = { port, counters: new Int32Array(progress), written: 0 };
        const greeting = hello(progress);
        threads.add(thread);
        port.onMessage((message) => hear(thread, message as ToOwner, greeting.startedMs));
        port.onClose(() => threads.delete(thread));
        // At once: a thread can attach while we wait for it.
        port.post(greeting);
        return far;
      },
    },
    end() {
      for (const { port } of threads) {
        port.drain(Infinity);
      }
      acknowledge();
      isOver = true;
      for (const { counters } of threads) {
        Atomics.store(counters, IS_OVER, 1);
        Atomics.notify(counters, WRITTEN);
      }
    },
  };
}
