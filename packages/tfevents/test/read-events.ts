import { readFileSync } from "node:fs";
import type { Json, LogRecord } from "@stepwell/protocol";
import { createEventFold, createRecordReader, decodeEvent } from "../src/index.ts";
import type { MediaFile } from "../src/index.ts";

/** What an event file amounts to. */
export interface ReadEvents {
  readonly records: readonly LogRecord[];
  readonly rows: readonly Readonly<Record<string, Json>>[];
  readonly files: readonly MediaFile[];
  readonly leftOut: Readonly<Record<string, number>>;
  readonly damage: readonly string[];
  /** The end of the last whole record. */
  readonly position: number;
}

/** An event file that another program wrote; see `fixtures/make-fixtures.py`. */
export function fixture(name: "tensorflow" | "tensorboardx"): Uint8Array {
  return new Uint8Array(readFileSync(new URL(`fixtures/${name}.tfevents`, import.meta.url)));
}

/** Reads all of `bytes`, handed over in pieces of `piece` bytes. */
export function readEvents(
  bytes: Uint8Array,
  { cuts = [], piece = bytes.length }: { cuts?: readonly number[]; piece?: number } = {},
): ReadEvents {
  const reader = createRecordReader();
  const run = { runId: "r", project: "p", group: "", displayName: "", host: "", writer: "w" };
  const fold = createEventFold({ ...run, cuts });
  const damage: string[] = [];
  for (let at = 0; at < bytes.length; at += piece) {
    reader.push(bytes.subarray(at, at + piece));
    for (let next = reader.next(); next !== undefined; next = reader.next()) {
      const event = next.kind === "record" ? decodeEvent(next.bytes) : undefined;
      if (next.kind === "damage") damage.push(next.reason);
      else if (event === undefined) damage.push("no event");
      else fold.apply(event, next.from);
    }
  }
  fold.closeRow();
  const records = [...fold.takeRecords(), fold.exit()];
  const rows = records
    .filter((record) => record.type === "history")
    .map(({ items }) => Object.fromEntries(items.map(({ path, value }) => [path[0] as string, value])));
  const leftOut = Object.fromEntries(fold.leftOut);
  return { records, rows, files: fold.takeFiles(), leftOut, damage, position: reader.position };
}
