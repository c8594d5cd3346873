import type { BrowserKeyStore } from "./browser-globals.ts";
import type { Tail } from "./page-messages.ts";

const PREFIX = "stepwell.tail.";
const MAX_TAILS = 20;

/** Writes down, at once, what a page that goes away could not hand over. False when there is no room or no such store. */
export function saveTail(store: BrowserKeyStore | undefined, { volume, offset, bytes, rows }: Tail): boolean {
  try {
    let binary = "";
    for (const byte of bytes) binary += String.fromCharCode(byte);
    store?.setItem(PREFIX + volume, JSON.stringify({ offset, rows, bytes: btoa(binary) }));
    return store !== undefined;
  } catch {
    // The store is full or forbidden; the rows count as lost when the run is delivered.
    return false;
  }
}

/** What earlier pages wrote down; what can't be read is left out. */
export function loadTails(store: BrowserKeyStore | undefined): Tail[] {
  const tails: Tail[] = [];
  try {
    for (let index = 0; index < (store?.length ?? 0) && tails.length < MAX_TAILS; index++) {
      const key = store?.key(index);
      const tail = key?.startsWith(PREFIX) === true ? readTail(key, store?.getItem(key) ?? "") : undefined;
      if (tail !== undefined) tails.push(tail);
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

function readTail(key: string, text: string): Tail | undefined {
  try {
    const { offset, rows, bytes } = JSON.parse(text) as Record<string, unknown>;
    if (!Number.isSafeInteger(offset) || !Number.isSafeInteger(rows) || typeof bytes !== "string")
      return undefined;
    return {
      volume: key.slice(PREFIX.length),
      offset: offset as number,
      rows: rows as number,
      bytes: Uint8Array.from(atob(bytes), (character) => character.charCodeAt(0)),
    };
  } catch {
    // Not of ours, or damaged.
    return undefined;
  }
}
