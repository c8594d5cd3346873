import type { Json, JsonObject } from "@stepwell/protocol";
import { printJson } from "@stepwell/protocol";
import type { ConsoleLine, Row } from "@stepwell/runlog";

/** W&B's limits: a line beyond this is not taken, a request holds about so much text. */
const MAX_LINE_CHARS = 10_383_360;
const MAX_REQUEST_CHARS = 8 * 1024 * 1024;

/** Lines for one file of the stream, at the place where they belong. */
export interface StreamChunk {
  readonly offset: number;
  readonly content: readonly string[];
}

/** Cuts rows into chunks that fit a request. A row that is too long keeps its place as a row with its step and times. */
export function rowChunks(rows: readonly Row[], firstLine: number): StreamChunk[] {
  const chunks: { offset: number; content: string[] }[] = [];
  let size = Infinity;
  rows.forEach((row, index) => {
    const whole = printJson(row);
    const line = whole.length > MAX_LINE_CHARS ? printJson(placeholder(row)) : whole;
    if (size + line.length > MAX_REQUEST_CHARS) {
      chunks.push({ offset: firstLine + index, content: [] });
      size = 0;
    }
    chunks.at(-1)?.content.push(line);
    size += line.length;
  });
  return chunks;
}

/** Console lines as the server keeps them; each chunk is one unbroken range of line numbers. */
export function consoleChunks(lines: readonly ConsoleLine[]): StreamChunk[] {
  const chunks: { offset: number; content: string[] }[] = [];
  for (const line of [...lines].sort((left, right) => left.number - right.number)) {
    const last = chunks.at(-1);
    if (last !== undefined && last.offset + last.content.length === line.number)
      last.content.push(consoleText(line));
    else chunks.push({ offset: line.number, content: [consoleText(line)] });
  }
  return chunks;
}

/** The `files` member of a request. */
export function streamFile(name: string, chunk: StreamChunk): JsonObject {
  return { [name]: { offset: chunk.offset, content: chunk.content } };
}

function placeholder(row: Row): Row {
  const kept: Record<string, Json> = {};
  for (const key of ["_step", "_timestamp", "_runtime"]) if (key in row) kept[key] = row[key] as Json;
  return kept;
}

function consoleText({ stream, time, text }: ConsoleLine): string {
  const stamp = new Date((time ?? 0) * 1000).toISOString().replace("Z", "000");
  return `${stream === "stderr" ? "ERROR " : ""}${stamp} ${text}`;
}
