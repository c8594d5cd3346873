import type { Json } from "@stepwell/protocol";
import { printJson } from "@stepwell/protocol";
import type { ConsoleLine, Row } from "@stepwell/runlog";

/** W&B's limit: a longer line is not taken. Bytes. */
const MAX_LINE_BYTES = 10_383_360;
/** Chunks hold about so much text. */
const MAX_CHUNK_CHARS = 8 * 1024 * 1024;
const LATEST_SECONDS = 8e12;

/** Lines for one file of the stream, at the place where they belong. */
export interface StreamChunk {
  readonly offset: number;
  readonly content: readonly string[];
}

export interface RowChunks {
  readonly chunks: readonly StreamChunk[];
  /** Rows that are too long for the protocol and went without their values. */
  readonly shortened: number;
}

/** Cuts rows into chunks that fit a request. A row that is too long keeps its place as a row with its step and times. */
export function rowChunks(rows: readonly Row[], firstLine: number): RowChunks {
  const chunks: { offset: number; content: string[] }[] = [];
  let size = Infinity;
  let shortened = 0;
  rows.forEach((row, index) => {
    const whole = printJson(row);
    const isLong = isTooLong(whole);
    const line = isLong ? printJson(placeholder(row)) : whole;
    if (isLong) shortened += 1;
    if (size + line.length > MAX_CHUNK_CHARS) {
      chunks.push({ offset: firstLine + index, content: [] });
      size = 0;
    }
    chunks.at(-1)?.content.push(line);
    size += line.length;
  });
  return { chunks, shortened };
}

/** True for a line that no server of the protocol takes. */
export function isTooLong(line: string): boolean {
  // UTF-8 has at most three bytes for each of JavaScript's characters.
  return line.length * 3 > MAX_LINE_BYTES && new TextEncoder().encode(line).length > MAX_LINE_BYTES;
}

export interface ConsoleChunkOptions {
  /** The line number at the server of the run file's first line. */
  readonly firstLine: number;
  /** `json` for a server that has the feature STRUCTURED_CONSOLE_LOGS. */
  readonly form: "text" | "json";
  /** Who wrote it; empty for a run with one writer. */
  readonly label: string;
}

/** Console lines as the server keeps them; each chunk is one unbroken range of line numbers. */
export function consoleChunks(lines: readonly ConsoleLine[], options: ConsoleChunkOptions): StreamChunk[] {
  const chunks: { offset: number; content: string[] }[] = [];
  const { firstLine, form, label } = options;
  for (const line of [...lines].sort((left, right) => left.number - right.number)) {
    const text = form === "json" ? structuredLine(line, label) : plainLine(line, label);
    const number = firstLine + line.number;
    const last = chunks.at(-1);
    if (last !== undefined && last.offset + last.content.length === number) last.content.push(text);
    else chunks.push({ offset: number, content: [text] });
  }
  return chunks;
}

function placeholder(row: Row): Row {
  const kept: Record<string, Json> = {};
  for (const key of ["_step", "_timestamp", "_runtime"]) if (key in row) kept[key] = row[key] as Json;
  return kept;
}

function plainLine({ stream, time, text }: ConsoleLine, label: string): string {
  const level = stream === "stderr" ? "ERROR " : "";
  return `${level}${stampOf(time)} ${label === "" ? "" : `[${label}] `}${text}`;
}

function structuredLine({ stream, time, text }: ConsoleLine, label: string): string {
  return JSON.stringify({
    ...(stream === "stderr" ? { level: "error" } : {}),
    ts: stampOf(time),
    ...(label === "" ? {} : { label }),
    content: text,
  });
}

/** UTC with microseconds and no zone. */
function stampOf(time = 0): string {
  const isTime = Math.abs(time) < LATEST_SECONDS;
  const micros = isTime ? Math.round(time * 1e6) : 0;
  const seconds = Math.floor(micros / 1e6);
  const fraction = String(micros - seconds * 1e6).padStart(6, "0");
  return new Date(seconds * 1000).toISOString().replace(/\.\d+Z$/, `.${fraction}`);
}
