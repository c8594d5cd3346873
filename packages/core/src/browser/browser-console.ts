import type { ConsoleStream } from "../ambient/ambient.ts";

type Listener = (stream: ConsoleStream, text: string) => void;
type Method = "log" | "info" | "debug" | "warn" | "error";
type Methods = Record<Method, (...values: unknown[]) => void>;

const STREAMS: Readonly<Record<Method, ConsoleStream>> = {
  log: "stdout",
  info: "stdout",
  debug: "stdout",
  warn: "stderr",
  error: "stderr",
};
const MAX_VALUE_CHARACTERS = 10_000;

const listeners = new Set<Listener>();
let own: Partial<Methods> = {};
let isPaused = false;

/** Calls `listener` with what goes to the console, after it went there. The console is as before when the last one has stopped. */
export function captureConsole(listener: Listener): () => void {
  if (listeners.size === 0) patch();
  const ours: Listener = (stream, text) => listener(stream, text);
  listeners.add(ours);
  return () => {
    if (!listeners.delete(ours) || listeners.size > 0) return;
    Object.assign(theConsole(), own);
    own = {};
  };
}

/** Prints for people, past the listeners. */
export function printPastCapture(text: string): void {
  (own.info ?? theConsole().info)(text.trimEnd());
}

function theConsole(): Methods {
  return (globalThis as unknown as { console: Methods }).console;
}

function patch(): void {
  const target = theConsole();
  for (const method of Object.keys(STREAMS) as Method[]) {
    const original = target[method];
    own[method] = original;
    target[method] = (...values) => {
      original.apply(target, values);
      tell(STREAMS[method], values);
    };
  }
}

function tell(stream: ConsoleStream, values: readonly unknown[]): void {
  // What a listener prints must not come back to it.
  if (isPaused) return;
  isPaused = true;
  try {
    const text = `${values.map(show).join(" ")}\n`;
    for (const listener of listeners) listener(stream, text);
  } finally {
    isPaused = false;
  }
}

function show(value: unknown): string {
  if (typeof value === "string") return value;
  try {
    const text = value instanceof Error ? value.stack : JSON.stringify(value);
    return (text ?? String(value)).slice(0, MAX_VALUE_CHARACTERS);
  } catch {
    // Circular, or a getter that throws: what it is must do.
    return Object.prototype.toString.call(value);
  }
}
