import type { Json } from "@stepwell/protocol";

/** What media tell their run, and ask of it. */
export interface MediaNotices {
  /** Counts rows of tables that are kept nowhere. */
  countLostRows(amount: number): void;
  /** Says a sentence to the person; of each kind only the first one in a run. */
  say(kind: MediaNotice, sentence: string): void;
  /** Tables that are too long are refused instead of cut. */
  readonly refusesLongTables: boolean;
  /** What the run that goes on here had under a key; undefined for a run that began anew. */
  earlier(key: string): Json | undefined;
}

export type MediaNotice = "rows-lost" | "rows-hidden" | "immutable-changed" | "many-increments";

/** For places where nobody listens. */
export const NO_NOTICES: MediaNotices = {
  countLostRows: () => undefined,
  say: () => undefined,
  refusesLongTables: false,
  earlier: () => undefined,
};
