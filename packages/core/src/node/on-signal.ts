import { systemClock } from "@stepwell/effects";
import { constants } from "node:os";

type EndingSignal = "SIGINT" | "SIGTERM" | "SIGHUP";

const SIGNALS: readonly EndingSignal[] = ["SIGINT", "SIGTERM", "SIGHUP"];
/** What W&B's client says of a run that was interrupted from the keyboard. */
const INTERRUPTED = 255;
/** So many calls and so much time without a turn of the event loop are a program that never lets it turn. */
const BLOCKED_CALLS = 3;
/** The clock is read at the first such calls and then at every sixteenth: each reading is 1 % of a `log` call. */
const CLOCK_CALLS = 16;
const BLOCKED_MS = 2000;

let end: ((exitCode: number) => void) | undefined;
let isListening = false;
let calls = 0;
let firstCallMs = 0;

/**
 * Calls `run` once with an exit code when a signal is about to end the process by its default, and lets the process
 * die of that signal as it would have without us. A program that listens to the signal itself decides itself.
 */
export function onSignal(run: (exitCode: number) => void): () => void {
  end = run;
  listen();
  return () => {
    end = undefined;
    stopListening();
  };
}

/**
 * Told at each call of the program. Signals wait for the event loop, so a program that never lets it turn could not be
 * interrupted any more: then signals get their default back until it turns.
 */
export function noteCall(): void {
  if (end === undefined) return;
  calls += 1;
  if (calls === 1) {
    firstCallMs = systemClock.monotonic();
    setImmediate(noteTurn).unref();
  } else if (isListening && isTimeToLook() && systemClock.monotonic() - firstCallMs > BLOCKED_MS) {
    stopListening();
  }
}

function isTimeToLook(): boolean {
  return calls < CLOCK_CALLS ? calls >= BLOCKED_CALLS : calls % CLOCK_CALLS === 0;
}

function noteTurn(): void {
  calls = 0;
  listen();
}

// In front of the others: a listener that is called once is no longer counted after its call.
function listen(): void {
  if (isListening || end === undefined) return;
  isListening = true;
  for (const signal of SIGNALS) process.prependListener(signal, takeSignal);
}

function stopListening(): void {
  isListening = false;
  for (const signal of SIGNALS) process.off(signal, takeSignal);
}

function takeSignal(signal: NodeJS.Signals): void {
  const others = process.listenerCount(signal) - 1;
  // Libraries that end the process when they are alone must not count us.
  stopListening();
  if (others > politeListeners()) {
    setImmediate(listen);
    return;
  }
  end?.(signal === "SIGINT" ? INTERRUPTED : 128 + constants.signals[signal]);
  // Without a listener the signal has its default again, and the parent sees the death that it asked for.
  if (others === 0) process.kill(process.pid, signal);
}

/** Listeners of `signal-exit`, which many command-line libraries bring: they end the process when no others listen. */
function politeListeners(): number {
  const emitters: unknown[] = [
    Reflect.get(globalThis, Symbol.for("signal-exit emitter")),
    Reflect.get(process, "__signal_exit_emitter__"),
  ];
  return emitters.reduce<number>((sum, emitter) => sum + countOf(emitter), 0);
}

function countOf(emitter: unknown): number {
  if (typeof emitter !== "object" || emitter === null || !("count" in emitter)) return 0;
  return typeof emitter.count === "number" ? emitter.count : 0;
}
