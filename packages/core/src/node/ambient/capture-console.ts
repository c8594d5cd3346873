import { StringDecoder } from "node:string_decoder";
import { inspect } from "node:util";
import type { ConsoleStream } from "../../ambient/ambient.ts";

type Listener = (stream: ConsoleStream, text: string) => void;

const listeners = new Set<Listener>();
let restore: (() => void) | undefined;
let isPaused = false;

/**
 * Calls `listener` with what is written to `process.stdout` and `process.stderr`, after the write was made. The
 * streams are patched once, whatever the number of listeners, and are as before when the last one has stopped. An
 * error that ends the process is heard as well: Node prints it past the streams.
 */
export function captureConsole(listener: Listener): () => void {
  // Each call has a listener of its own, so that two with the same function stop one by one.
  const own: Listener = (stream, text) => listener(stream, text);
  listeners.add(own);
  restore ??= patchBoth();
  return () => {
    if (!listeners.delete(own) || listeners.size > 0) return;
    restore?.();
    restore = undefined;
  };
}

/** Runs `write` without telling the listeners what it writes. */
export function withoutCapture(write: () => void): void {
  const before = isPaused;
  isPaused = true;
  try {
    write();
  } finally {
    isPaused = before;
  }
}

function patchBoth(): () => void {
  const restores = [patch("stdout"), patch("stderr")];
  process.on("uncaughtExceptionMonitor", tellError);
  return () => {
    process.off("uncaughtExceptionMonitor", tellError);
    for (const undo of restores) undo();
  };
}

function patch(name: ConsoleStream): () => void {
  const stream: NodeJS.WriteStream = process[name];
  const own = Object.getOwnPropertyDescriptor(stream, "write");
  const original = stream.write;
  const decoder = new StringDecoder("utf8");
  let isActive = true;

  function write(this: unknown, ...args: Parameters<typeof original>): boolean {
    const isAccepted = Reflect.apply(original, stream, args);
    if (isActive) tell(name, () => textOf(args[0], args[1], decoder));
    return isAccepted;
  }

  stream.write = write as typeof original;
  return () => {
    isActive = false;
    // Somebody who patched on top of us keeps us below; an inactive patch only passes on.
    if (stream.write !== (write as typeof original)) return;
    if (own === undefined) delete (stream as { write?: unknown }).write;
    else Object.defineProperty(stream, "write", own);
  };
}

function tellError(error: unknown): void {
  tell("stderr", () => `Uncaught ${inspect(error)}\n`);
}

function tell(stream: ConsoleStream, read: () => string): void {
  if (isPaused) return;
  // A listener that writes to the console must not hear itself.
  isPaused = true;
  try {
    const text = read();
    for (const listener of [...listeners]) listener(stream, text);
  } catch {
    // Printing is the host's business: whatever goes wrong here must not reach it.
  } finally {
    isPaused = false;
  }
}

function textOf(chunk: unknown, encoding: unknown, decoder: StringDecoder): string {
  if (typeof chunk === "string") {
    const isText = typeof encoding !== "string" || /^(utf-?8|ucs-?2|utf-?16le)$/i.test(encoding);
    return isText ? chunk : decoder.write(Buffer.from(chunk, encoding as BufferEncoding));
  }
  if (!ArrayBuffer.isView(chunk)) return "";
  return decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
}
