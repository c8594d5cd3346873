import type { Json } from "@stepwell/protocol";
import { createRunLog, rowFromItems } from "@stepwell/runlog";
import type { MetricDefinition } from "@stepwell/runlog";
import { CoreError, UsageError } from "../core-error.ts";
import { createValueEncoder } from "../encode/encode-value.ts";
import { createAlerts } from "../run/alert.ts";
import { checkText } from "../run/check-call.ts";
import { createConfig } from "../run/config.ts";
import { initialConfig } from "../run/config-values.ts";
import { createMetricDefiner } from "../run/define-metric.ts";
import type { RunContext } from "../run/run-context.ts";
import { createRunMediaNotices } from "../run/run-media-notices.ts";
import { createRunMedia } from "../run/run-media.ts";
import type { DropReason, RunStats } from "../run/run-stats.ts";
import { createSummary } from "../run/summary.ts";
import type { World } from "../world.ts";
import { createAttachedRows } from "./attached-rows.ts";
import type { AttachedRun } from "./attached-run.ts";
import { createOutbox, IS_OVER } from "./outbox.ts";
import { isHello } from "./thread-messages.ts";
import type { Hello, ThreadCall, ToOwner, ToThread } from "./thread-messages.ts";
import type { ThreadPort } from "./thread-port.ts";

/** Waits for what the owner said when it shared the run, and gives this thread's side of it. */
export async function attachRun<Keys extends object>(
  port: ThreadPort,
  world: World,
): Promise<AttachedRun<Keys>> {
  const release = port.hold();
  const flushes = new Map<number, (problem: string | undefined) => void>();
  const hello = await new Promise<Hello | undefined>((resolve) => {
    port.onMessage((message) => {
      const said = message as ToThread;
      if (isHello(said)) resolve(said);
      else if (said.type === "flushed") flushes.get(said.id)?.(said.problem);
    });
    port.onClose(() => resolve(undefined));
  });
  release();
  if (hello === undefined) {
    throw new UsageError(
      "[core] Failed to attach to a run: its handle was used already, or the thread that shared it has ended. Call run.share() once for each thread.",
    );
  }
  // Nobody will write what comes now, and nobody answers.
  port.onClose(() => {
    Atomics.store(new Int32Array(hello.progress), IS_OVER, 1);
    for (const answer of flushes.values()) answer(undefined);
  });
  return attachedRun<Keys>({ hello, port, world, flushes });
}

function attachedRun<Keys extends object>(parts: {
  hello: Hello;
  port: ThreadPort;
  world: World;
  flushes: Map<number, (problem: string | undefined) => void>;
}): AttachedRun<Keys> {
  const { hello, port, world, flushes } = parts;
  const { filesFolder } = hello;
  const settings = { ...hello.settings, server: undefined };
  const outbox = createOutbox({ port, progress: hello.progress, clock: world.clock });
  const dropped: Partial<Record<DropReason, number>> = {};
  let rowsLogged = 0;
  let rowsSent = 0;
  let values = 0;
  let lastFlush = 0;

  function count(reason: DropReason, amount: number): void {
    if (amount > 0 && settings.mode !== "disabled") dropped[reason] = (dropped[reason] ?? 0) + amount;
  }

  function send(call: ThreadCall): void {
    const rows = call.kind === "row" ? 1 : 0;
    rowsLogged += rows;
    if (call.kind === "row") values += call.values.length;
    if (outbox.send(call, { bytes: sizeOf(call), rows })) rowsSent += rows;
    else count("thread", 1);
  }

  const notices = createRunMediaNotices({ settings, world, count });
  const media = createRunMedia({ settings, world, folder: { path: hello.folder, filesFolder }, notices });
  const rows = createAttachedRows({
    encode: createValueEncoder({ purpose: "log", media: media.encoder(() => String(rowsLogged)) }),
    media: media.files,
    clock: world.clock,
    send,
    loseMedia: (amount) => count("media", amount),
  });
  const encodeForSummary = createValueEncoder({ purpose: "summary", media: media.encoder(() => "summary") });
  const context: Pick<RunContext, "checkOpen" | "write"> = {
    checkOpen: () => undefined,
    write: (records) => send({ kind: "records", records }),
  };
  // Definitions and explicit values are checked here, where a mistake can still be told to who made it.
  const checks = createRunLog();

  const summary = createSummary<Keys>({
    read: () => checks.summary,
    set(path, given) {
      const value = encodeForSummary(path.join("."), given);
      checks.setSummary(path, value);
      const records = media.files.take();
      if (records.length > 0) send({ kind: "records", records });
      send({ kind: "set-summary", path, value });
    },
    delete(path) {
      checks.deleteSummary(path);
      send({ kind: "delete-summary", path });
    },
  });
  const { config } = createConfig({
    initial: initialConfig({ values: [hello.config], locked: {} }),
    write: ({ update }) => send({ kind: "set-config", values: rowFromItems(update) }),
  });

  function define(definition: MetricDefinition): [] {
    checks.define(definition);
    send({ kind: "define", definition });
    return [];
  }

  async function flush(): Promise<void> {
    outbox.post();
    if (outbox.isOver) return;
    const release = port.hold();
    lastFlush += 1;
    const id = lastFlush;
    const problem = await new Promise<string | undefined>((resolve) => {
      flushes.set(id, resolve);
      port.post({ type: "flush", id } satisfies ToOwner);
    });
    flushes.delete(id);
    release();
    if (problem !== undefined) throw new CoreError(problem);
  }

  function stats(): RunStats {
    const pending = outbox.pendingRows;
    const lost = outbox.isOver ? pending : 0;
    const all = { ...dropped, ...(lost > 0 ? { thread: (dropped.thread ?? 0) + lost } : {}) };
    const rowsWritten = rowsSent - pending;
    return { rowsLogged, rowsWritten, values, dropped: all, bytes: 0, pending: pending - lost + rows.held };
  }

  return {
    id: settings.runId,
    name: settings.name || settings.runId,
    project: settings.project || "uncategorized",
    dir: filesFolder,
    folder: hello.folder,
    url: hello.url,
    summary,
    config,
    log: (data, options = {}) => rows.log(data, options),
    ...createMetricDefiner<Keys>(context, { runLog: { define }, writer: { touchSummary: () => undefined } }),
    ...createAlerts(context),
    writeLogs(text) {
      checkText("write logs", text);
      send({ kind: "print", text });
    },
    flush,
    stats,
    async detach() {
      rows.finish();
      await flush();
      port.post({ type: "detach" } satisfies ToOwner);
      port.close();
    },
    [Symbol.asyncDispose]() {
      return this.detach();
    },
  };
}

/** About the memory that a call takes while it waits. */
function sizeOf(call: ThreadCall): number {
  if (call.kind === "print") return call.text.length;
  if (call.kind === "row") {
    let bytes = 0;
    for (const value of call.values) bytes += sizeOfValue(value);
    return bytes;
  }
  return 200;
}

function sizeOfValue(value: Json): number {
  if (typeof value === "string") return value.length + 20;
  if (typeof value !== "object" || value === null) return 40;
  if (Array.isArray(value)) return 20 + value.length * 20;
  return 20 + Object.keys(value).length * 60;
}
