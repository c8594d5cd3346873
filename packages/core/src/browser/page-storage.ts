import { FileSystemError } from "@stepwell/effects";
import type { Clock, FileSystem } from "@stepwell/effects";
import { CoreError } from "../core-error.ts";
import type { DeliveryNews, StartDeliveryEngine } from "../sync/delivery-engine.ts";
import type { BegunFacts } from "./begun-facts.ts";
import type { RunFile } from "../file/run-file.ts";
import type { BeginRequest, MessageLine, PageChange, PageMessage, WorkerMessage } from "./page-messages.ts";
import { createPageFiles } from "./page-files.ts";
import { createDeferred } from "./deferred.ts";
import type { Deferred } from "./deferred.ts";
import { reviveLater } from "./revive-later.ts";
import { createPostingSink } from "./posting-sink.ts";
import type { PostingSink } from "./posting-sink.ts";

/** A run's files as a page has them: written here, kept by the worker at the other end of the line. */
export interface PageStorage {
  readonly fileSystem: FileSystem;
  readonly file: RunFile;
  /** The run, as the worker has begun it. */
  readonly begun: BegunFacts;
  readonly startEngine: StartDeliveryEngine;
  /** Hands over what has gathered, without waiting. */
  post(): void;
  /** What the worker may not have of the run file; undefined when it has all. */
  readonly tail: PostingSink["tail"];
  /** The whole run file, as it is kept. */
  readRunFile(): Promise<Uint8Array>;
  /** Resolves when the worker has let the volume go. */
  close(): Promise<void>;
}

/** Asks the worker to open a volume and to begin a run in it. Rejects with `CoreError` when it can't. */
export async function openPageStorage(options: {
  line: MessageLine<PageMessage, WorkerMessage>;
  request: BeginRequest;
  clock: Clock;
  /** What an earlier page wrote down of this volume is in its run file. */
  tailKept: (volume: string) => void;
}): Promise<PageStorage> {
  const { line, request, clock } = options;
  const reads = new Map<number, Deferred<Uint8Array>>();
  const opened = createDeferred<{ readonly begun: BegunFacts; readonly sink: PostingSink }>();
  const ended = createDeferred<void>();
  const closed = createDeferred<void>();
  let tell: ((news: DeliveryNews) => void) | undefined;
  let lastRead = 0;
  let acknowledge: PostingSink["acknowledge"] = () => undefined;

  function read(path: string, range?: { offset: number; length: number }): Promise<Uint8Array> {
    lastRead += 1;
    const bytes = createDeferred<Uint8Array>();
    reads.set(lastRead, bytes);
    line.post({ type: "read", number: lastRead, path, ...(range === undefined ? {} : { range }) });
    return bytes.promise;
  }

  /** The worker can't do it, or is no more: nobody must wait for it. */
  function refuse(reason: string): void {
    line.close();
    opened.reject(new CoreError(`[core] Failed to start the run: ${reason}`));
    acknowledge(Infinity, undefined, { code: "EIO", path: request.volume });
    for (const waiting of reads.values()) waiting.reject(new FileSystemError("EIO", request.volume));
    reads.clear();
    ended.resolve();
    closed.resolve();
  }

  function begin(begun: BegunFacts): void {
    const send = (number: number, changes: readonly PageChange[]): void =>
      line.post({ type: "write", number, changes });
    const sink = createPostingSink({ clock, send, begun });
    ({ acknowledge } = sink);
    opened.resolve({ begun, sink });
  }

  line.listen((message) => {
    switch (message.type) {
      case "begun":
        return begin(message.run);
      case "failed":
        void reviveLater(message.error).then(opened.reject);
        return;
      case "refused":
        return refuse(message.reason);
      case "kept":
        return acknowledge(message.number, message.kept, message.failure);
      case "read": {
        const { number, bytes, failure = { code: "EIO", path: "" } } = message;
        const waiting = reads.get(number);
        reads.delete(number);
        if (bytes === undefined) waiting?.reject(new FileSystemError(failure.code, failure.path));
        else waiting?.resolve(bytes);
        return;
      }
      case "tail-kept":
        return options.tailKept(message.volume);
      case "news":
        return tell?.(message.news);
      case "ended":
        return ended.resolve();
      case "closed":
        return closed.resolve();
    }
  });
  line.post({ type: "begin", request });
  const { begun, sink } = await opened.promise;
  const { post, file, tail } = sink;
  return {
    fileSystem: createPageFiles({ clock, names: begun.names, sink, read }),
    file,
    begun,
    startEngine(engine) {
      tell = engine.tell;
      post();
      line.post({ type: "deliver", job: engine.job });
      const end = (type: "finish" | "give-up"): Promise<void> => {
        post();
        line.post({ type });
        return ended.promise;
      };
      return { finish: () => end("finish"), giveUp: () => end("give-up") };
    },
    post,
    tail,
    async readRunFile() {
      post();
      return read(begun.folder.runFile);
    },
    close() {
      post();
      line.post({ type: "close" });
      return closed.promise;
    },
  };
}
