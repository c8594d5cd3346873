import type { ByteWriter } from "../bytes/byte-writer.ts";
import type { Item } from "../record.ts";
import { ITEM } from "./member-numbers.ts";
import type { PathBytes } from "./path-bytes.ts";
import { writeListedText, writeMessage, writeText } from "./write-field.ts";

// With the number, such an item still counts its bytes in one byte.
const LONGEST_SHORT_HEAD = 92;

/** Writes each item as a field of the history or summary message. This is the hot path: no closure, keys come encoded. */
export function encodeItems(
  writer: ByteWriter,
  field: number,
  items: readonly Item[],
  pathBytes: PathBytes,
): void {
  for (let index = 0; index < items.length; index++) {
    const item = items[index] as Item;
    const head = pathBytes(item.path, index);
    if (typeof item.value === "number" && head.bytes.length <= LONGEST_SHORT_HEAD) {
      writer.shortNumber(field * 8 + 2, head, item.value);
      continue;
    }
    writer.tag(field, 2);
    const start = writer.begin(1);
    writer.raw(head.bytes);
    const valueStart = writer.begin(1);
    writer.json(item.value);
    writer.end(valueStart, 1);
    writer.end(start, 1);
  }
}

/** Writes each config item; a path of one part goes into `key`, as readers of configs expect. */
export function encodeConfigItems(writer: ByteWriter, field: number, items: readonly Item[]): void {
  for (const item of items) {
    writeMessage(writer, field, () => {
      encodeConfigPath(writer, item.path);
      writer.tag(ITEM.valueJson, 2);
      const start = writer.begin(1);
      writer.json(item.value);
      writer.end(start, 1);
    });
  }
}

/** Writes paths without values: what a record removes. */
export function encodeRemovals(
  writer: ByteWriter,
  field: number,
  paths: readonly (readonly string[])[],
): void {
  for (const path of paths) {
    writeMessage(writer, field, () => {
      encodeConfigPath(writer, path);
    });
  }
}

function encodeConfigPath(writer: ByteWriter, path: readonly string[]): void {
  if (path.length === 1) writeText(writer, ITEM.key, path[0] as string);
  else for (const part of path) writeListedText(writer, ITEM.nestedKey, part);
}
