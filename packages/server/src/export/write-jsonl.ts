import { ByteWriter } from "@stepwell/protocol";
import { Cell } from "@stepwell/storage";
import { CellCursor } from "./cell-cursor.ts";
import { nameOfKey, OWN } from "./own-columns.ts";
import type { TableWriter } from "./table.ts";

const COMMA = 0x2c;
const OPEN = 0x7b;

/**
 * One JSON object a line, of the cells that the row has, by joined path. NaN and infinities are bare words, as W&B's
 * client writes them; integers beyond 2^53 are exact. Where `project` and `run` are ours, logged ones are `project (2)`, `run (2)`.
 */
export function createJsonlWriter(): TableWriter {
  const out = new ByteWriter();
  const heads = new Map<string, Uint8Array>();
  const headOf = (key: string, isNamed: boolean): Uint8Array => {
    const isTaken = isNamed && (key === "project" || key === "run");
    const name = isTaken ? `${key} (2)` : nameOfKey(key);
    const known = heads.get(key) ?? new TextEncoder().encode(`,${JSON.stringify(name)}:`);
    heads.set(key, known);
    return known;
  };

  return {
    begin: () => [],
    *write({ rows, columns }) {
      const parts = Array.from(columns, ([key, column]) => ({
        head: headOf(key, columns.has(OWN.run)),
        cursor: new CellCursor(column),
      }));
      out.reset(0);
      for (let row = 0; row < rows; row++) {
        if (out.at > PIECE_BYTES) yield taken(out);
        const start = out.at;
        for (const { head, cursor } of parts) {
          if (!cursor.isAt(row)) continue;
          out.raw(head);
          writeCell(out, cursor);
          cursor.advance();
        }
        if (out.bytes[start] === COMMA && out.at > start) out.bytes[start] = OPEN;
        else out.utf8("{");
        out.utf8("}\n");
      }
      yield taken(out);
    },
    end: () => [],
  };
}

// Small enough that what waits for this thread does not wait long: 2 ms of work.
const PIECE_BYTES = 128 * 1024;

function taken(out: ByteWriter): Uint8Array {
  const bytes = out.bytes.slice(0, out.at);
  out.reset(0);
  return bytes;
}

/** Writes a cell as extended JSON. */
export function writeCell(out: ByteWriter, cursor: CellCursor): void {
  const { kind } = cursor;
  if (kind === Cell.number) out.json(cursor.number);
  else if (kind === Cell.bigint) out.utf8(String(cursor.bigint));
  else if (kind === Cell.null) out.utf8("null");
  else if (kind === Cell.yes) out.utf8("true");
  else if (kind === Cell.no) out.utf8("false");
  else out.utf8(cursor.json);
}
