import type { LogRecord } from "@stepwell/protocol";
import type { BrowserKeyStore } from "./browser-globals.ts";
import type { Tail } from "./page-messages.ts";

const PREFIX = "stepwell.tail.";
const MAX_TAILS = 20;
/** Stores of pages hold a few MiB for everybody. */
const MAX_CHARACTERS = 384 * 1024;

/** The end of a run file that may be missing in a volume. */
export interface FileTail {
  /** Records that come before it in the file. */
  readonly after: number;
  readonly records: readonly LogRecord[];
  /** Rows that the run file has when it is complete. */
  readonly rows: number;
}

/**
 * Writes down, at once, what a page that goes away could not hand over; where there is no room, only how many rows it
 * was. False when even that can't be.
 */
export function saveTail(store: BrowserKeyStore | undefined, volume: string, tail: FileTail): boolean {
  const text = tailText(tail);
  return (
    (text.length <= MAX_CHARACTERS && set(store, volume, text)) ||
    set(store, volume, tailText({ ...tail, records: [] }))
  );
}

function set(store: BrowserKeyStore | undefined, volume: string, text: string): boolean {
  try {
    store?.setItem(PREFIX + volume, text);
    return store !== undefined;
  } catch {
    // The store is full or forbidden.
    return false;
  }
}

/** JSON, where texts have an `s` in front, to tell them from what JSON has no form for. */
function tailText(tail: FileTail): string {
  return JSON.stringify(tail, (_, value: unknown) => {
    if (typeof value === "string") return `s${value}`;
    if (typeof value === "bigint") return `b${value}`;
    if (value instanceof Uint8Array) return `a${value.join()}`;
    if (Object.is(value, -0)) return "n-0";
    return typeof value === "number" && !Number.isFinite(value) ? `n${value}` : value;
  });
}

/** What earlier pages wrote down. */
export function loadTails(store: BrowserKeyStore | undefined): Tail[] {
  const tails: Tail[] = [];
  try {
    for (let index = 0; index < (store?.length ?? 0) && tails.length < MAX_TAILS; index++) {
      const key = store?.key(index);
      if (key?.startsWith(PREFIX))
        tails.push({ volume: key.slice(PREFIX.length), text: store?.getItem(key) ?? "" });
    }
  } catch {
    // Reading is forbidden here, so nothing was written either.
  }
  return tails;
}

export function removeTail(store: BrowserKeyStore | undefined, volume: string): void {
  try {
    store?.removeItem(PREFIX + volume);
  } catch {
    // It will be found again, and then it adds nothing.
  }
}
