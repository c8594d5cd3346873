import type { DatabaseFactory, DatabaseKeyRanges, DirectoryHandle } from "@stepwell/effects/browser";

/** What is used of a browser's globals, as the standards name them. A page has all of it, a worker less, an old browser less still. */
export interface BrowserGlobals {
  readonly navigator?: {
    readonly userAgent?: string;
    readonly language?: string;
    readonly hardwareConcurrency?: number;
    /** Gibibytes, rounded. */
    readonly deviceMemory?: number;
    readonly storage?: { getDirectory?(): Promise<DirectoryHandle> };
    readonly locks?: BrowserLocks;
  };
  readonly indexedDB?: DatabaseFactory;
  readonly IDBKeyRange?: DatabaseKeyRanges;
  readonly localStorage?: BrowserKeyStore;
  readonly location?: { readonly origin: string; readonly host: string; readonly pathname: string };
  readonly document?: EventSource & { readonly visibilityState: string };
  /** Only in a dedicated worker. */
  readonly DedicatedWorkerGlobalScope?: unknown;
  addEventListener?: EventSource["addEventListener"];
}

interface EventSource {
  addEventListener(type: string, listener: () => void): void;
  removeEventListener(type: string, listener: () => void): void;
}

export interface BrowserLocks {
  request(
    name: string,
    options: { ifAvailable: boolean },
    held: (lock: object | null) => Promise<void> | undefined,
  ): Promise<void>;
}

export interface BrowserKeyStore {
  readonly length: number;
  key(index: number): string | null;
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** The globals of this page or worker. */
export const browserGlobals = globalThis as unknown as BrowserGlobals;
