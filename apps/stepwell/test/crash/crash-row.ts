import { Audio, Histogram, Html, Image, Table } from "@stepwell/core";
import { createSeededRandom } from "@stepwell/effects/testing";

/** How a program of the crash suite logs: as fast as it can, now and then, mostly media, many short runs, two runs at once. */
export const MANNERS = ["fast", "slow", "media", "short-runs", "two-runs"] as const;
export type Manner = (typeof MANNERS)[number];

const PLAIN = ["numbers", "numbers", "numbers", "parts", "text", "list"] as const;
const MEDIA = ["picture", "page", "sound", "table", "gallery", "histogram"] as const;
type RowKind = (typeof PLAIN)[number] | (typeof MEDIA)[number];

const MEDIA_SHARE: Readonly<Record<Manner, number>> = {
  fast: 0.02,
  slow: 0.1,
  media: 0.6,
  "short-runs": 0.1,
  "two-runs": 0.1,
};
/** Longer than a block of the run file, so that its record is in pieces. */
const LONG_TEXT = 40_000;
const SIDE = 4;

/** What a row is made of: the same for the program that logs it and for the judge. */
export interface CrashRow {
  readonly kind: RowKind;
  /** What is given to `log` before the row is committed, if anything. */
  readonly before: Readonly<Record<string, unknown>> | undefined;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Row `i` of a run; `seed` is the run's. Media are made anew at each call. */
export function crashRow(manner: Manner, seed: number, i: number): CrashRow {
  const random = createSeededRandom(seed * 100_003 + i);
  const kinds = random.float() < MEDIA_SHARE[manner] ? MEDIA : PLAIN;
  const kind = kinds[random.integer(kinds.length)] as RowKind;
  const numbers = { i, kind, loss: 1 / (i + 1), nested: { square: i * i } };
  const byte = (offset: number): number => (i * 7 + offset * 13 + seed) % 256;
  const pixels = (offset: number): Image =>
    new Image(
      Uint8Array.from({ length: SIDE * SIDE }, (_, at) => byte(at + offset)),
      { shape: [SIDE, SIDE] },
    );
  switch (kind) {
    case "numbers":
      return { kind, before: undefined, data: numbers };
    case "parts":
      return { kind, before: { early: i }, data: numbers };
    case "text":
      return { kind, before: undefined, data: { ...numbers, text: longText(i) } };
    case "list":
      return { kind, before: undefined, data: { ...numbers, list: [i, i + 1, "…"] } };
    case "picture":
      return { kind, before: undefined, data: { ...numbers, media: pixels(0) } };
    case "gallery":
      return { kind, before: undefined, data: { ...numbers, media: [pixels(1), pixels(2)] } };
    case "page":
      return { kind, before: undefined, data: { ...numbers, media: new Html(pageText(seed, i)) } };
    case "sound":
      return {
        kind,
        before: undefined,
        data: { ...numbers, media: new Audio(Float32Array.of(0, byte(1) / 256, 0), { sampleRate: 8000 }) },
      };
    case "table":
      return {
        kind,
        before: undefined,
        data: {
          ...numbers,
          media: new Table({ columns: ["i", "name", "picture"], data: [[i, `row ${i}`, pixels(3)]] }),
        },
      };
    case "histogram":
      return { kind, before: undefined, data: { ...numbers, histogram: new Histogram([i, i + 1, i + 2]) } };
  }
}

/** The text of a row of the kind `text`. */
export function longText(i: number): string {
  return `${i} `.repeat(LONG_TEXT).slice(0, LONG_TEXT);
}

/** What an html row of a run shows. */
export function pageText(seed: number, i: number): string {
  return `<p>page ${i} of ${seed}</p>`;
}
