import { FileSystemError } from "@stepwell/effects";
import type { OperationFileSystem } from "@stepwell/effects/browser";
import { messageOf } from "../message-of.ts";
import { startDeliveryEngine } from "../sync/delivery-engine.ts";
import type { DeliveryEngine } from "../sync/delivery-engine.ts";
import { delay } from "../sync/retry-with-backoff.ts";
import { resolveSettings } from "../settings/resolve-settings.ts";
import { asSecondary } from "./as-secondary.ts";
import { beginForPage } from "./begin-for-page.ts";
import { deliverEarlierRuns } from "./deliver-earlier-runs.ts";
import { errorFacts } from "./error-facts.ts";
import { createKeeperWorld } from "./keeper-world.ts";
import { openRequest } from "./open-request.ts";
import type {
  BeginRequest,
  MessageLine,
  PageChange,
  PageFacts,
  PageMessage,
  ReadRange,
  WorkerMessage,
} from "./page-messages.ts";
import { createPageWriter, refusalOf } from "./page-writer.ts";
import type { PageWriter } from "./page-writer.ts";
import type { OpenRequest, RunStorage, StorageHost } from "./run-storage.ts";
import { openRunStorage } from "./run-storage.ts";

const EARLIER_GRACE_MS = 60_000;

/** What a worker does for a page: it begins one run, keeps its files and delivers them. `line` closes when all is done. */
export function keepRun(line: MessageLine<WorkerMessage, PageMessage>, host: StorageHost): void {
  const stopEarlier = new AbortController();
  let storage: RunStorage | undefined;
  let engine: DeliveryEngine | undefined;
  let earlier: Promise<void> = Promise.resolve();
  let writer: PageWriter | undefined;

  async function resolve(options: object, page: PageFacts): Promise<void> {
    try {
      const settings = resolveSettings(options, createKeeperWorld({ page, host }));
      line.post({ type: "resolved", settings });
    } catch (error) {
      line.post({ type: "failed", error: errorFacts(error) });
    }
  }

  async function begin(request: BeginRequest): Promise<void> {
    const { volume, settings, page } = request;
    try {
      storage = await open(openRequest(settings, request));
    } catch (error) {
      line.post({ type: "refused", reason: messageOf(error) });
      return;
    }
    try {
      const { fileSystem } = storage.volume;
      const world = createKeeperWorld({ page, host, storage: { fileSystem, volume } });
      const own = storage.isOwner ? settings : asSecondary(settings, world);
      const { begun, facts } = await beginForPage(request, own, world);
      writer = createPageWriter(begun, storage);
      line.post({ type: "begun", run: facts });
    } catch (error) {
      line.post({ type: "failed", error: errorFacts(error) });
    }
  }

  async function open(request: OpenRequest): Promise<RunStorage> {
    const opened = await openRunStorage(host, request);
    const tailKept = (volume: string): void => line.post({ type: "tail-kept", volume });
    // What is left is found again by the next page.
    earlier = deliverEarlierRuns(host, opened.store, request, stopEarlier.signal, tailKept).catch(
      () => undefined,
    );
    if (request.earlierFirstMs > 0) await Promise.race([earlier, delay(request.earlierFirstMs, host.clock)]);
    return opened;
  }

  async function write(number: number, changes: readonly PageChange[]): Promise<void> {
    const done = await writer?.write(changes);
    if (done !== undefined) line.post({ type: "kept", number, ...done });
  }

  async function read(number: number, path: string, range: ReadRange | undefined): Promise<void> {
    try {
      const bytes = await readFrom(storage?.volume.fileSystem, path, range);
      line.post({ type: "read", number, bytes });
    } catch (error) {
      line.post({ type: "read", number, failure: refusalOf(error) });
    }
  }

  async function close(): Promise<void> {
    writer?.close();
    await storage?.volume.flush().catch(() => undefined);
    storage?.close();
    line.post({ type: "closed" });
    await Promise.race([earlier, delay(EARLIER_GRACE_MS, host.clock)]);
    stopEarlier.abort();
    line.close();
  }

  function answer(message: PageMessage): Promise<void> | void {
    switch (message.type) {
      case "resolve":
        return resolve(message.options, message.page);
      case "begin":
        return begin(message.request);
      case "write":
        return write(message.number, message.changes);
      case "read":
        return read(message.number, message.path, message.range);
      case "deliver": {
        if (storage === undefined) return;
        const { clock, random, fetch } = host;
        const world = { clock, random, fetch, fileSystem: storage.volume.fileSystem };
        engine = startDeliveryEngine({
          job: message.job,
          world,
          tell: (news) => line.post({ type: "news", news }),
        });
        return;
      }
      case "finish":
      case "give-up":
        void (message.type === "finish" ? engine?.finish() : engine?.giveUp())?.then(() =>
          line.post({ type: "ended" }),
        );
        return;
      case "close":
        return close();
    }
  }

  // One after the other: a write is applied when those before it are.
  let last: Promise<void> = Promise.resolve();
  line.listen((message) => {
    last = last.then(() => answer(message));
  });
}

function readFrom(
  fileSystem: OperationFileSystem | undefined,
  path: string,
  range: ReadRange | undefined,
): Promise<Uint8Array> {
  if (fileSystem === undefined) throw new FileSystemError("EBADF", path);
  return range === undefined ? fileSystem.readFile(path) : fileSystem.read(path, range.offset, range.length);
}
