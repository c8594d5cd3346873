import { ByteWriter } from "@stepwell/protocol";
import { Cell } from "@stepwell/storage";
import { CellCursor } from "./cell-cursor.ts";
import { tableChanged } from "./table-changed.ts";
import type { TableColumn, TableWriter } from "./table.ts";
import { writeCell } from "./write-jsonl.ts";

/** What becomes of a text that a spreadsheet would run as a formula: a `'` in front, or nothing. */
export type Formulas = "escape" | "keep";

// Small enough that what waits for this thread does not wait long: 2 ms of work.
const PIECE_BYTES = 128 * 1024;
const EMPTY = new CellCursor({
  size: 0,
  places: undefined,
  kinds: undefined,
  numbers: new Float64Array(),
  bigints: [],
  texts: [],
  labels: [],
});

/**
 * CSV as RFC 4180 has it, in UTF-8, with a line of names. An empty text is `""`; an absent cell is nothing at all, and so is a
 * null except in a `json` column.
 */
export function createCsvWriter(columns: readonly TableColumn[], formulas: Formulas): TableWriter {
  const out = new ByteWriter();
  const take = (): Uint8Array => {
    const bytes = out.bytes.slice(0, out.at);
    out.reset(0);
    return bytes;
  };

  return {
    begin() {
      out.reset(0);
      out.utf8(`${columns.map(({ name }) => fieldOf(name, formulas)).join(",")}\r\n`);
      return [take()];
    },
    *write({ rows, columns: cells }) {
      const parts = columns.map(({ key, type }) => {
        const column = cells.get(key);
        return { key, type, cursor: column === undefined ? EMPTY : new CellCursor(column) };
      });
      out.reset(0);
      for (let row = 0; row < rows; row++) {
        if (out.at > PIECE_BYTES) yield take();
        let isFirst = true;
        for (const { key, type, cursor } of parts) {
          if (!isFirst) out.utf8(",");
          isFirst = false;
          if (!cursor.isAt(row)) continue;
          const { kind } = cursor;
          if (kind < Cell.other) {
            if (kind !== Cell.null || type === "json") writeCell(out, cursor);
          } else if (type === "json") {
            out.utf8(quoted(cursor.json));
          } else if (type === "text") {
            out.utf8(fieldOf(textOf(cursor.json), formulas));
          } else {
            throw tableChanged(`"${key}"`);
          }
          cursor.advance();
        }
        out.utf8("\r\n");
      }
      yield take();
    },
    end: () => [],
  };
}

/** The text that a JSON string stands for. */
export function textOf(json: string): string {
  return json.includes("\\") ? (JSON.parse(json) as string) : json.slice(1, -1);
}

// A text that has the quote already gets one more, so that taking one away always gives the text back.
const FORMULA = /^'*[=+\-@\t\r]/;

function fieldOf(text: string, formulas: Formulas): string {
  if (text === "") return '""';
  return quoted(formulas === "escape" && FORMULA.test(text) ? `'${text}` : text);
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
