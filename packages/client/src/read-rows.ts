import { parseJson, type JsonObject } from "@stepwell/protocol";
import { ClientError } from "./client-error.ts";
import { linesOf } from "./lines-of.ts";
import { repeatedKeys } from "./repeated-keys.ts";
import { runPath } from "./run-path.ts";
import type { Transport } from "./transport.ts";

/** Which rows to read, and what of them. Default: all of the history. */
export interface ReadRowsOptions {
  /** Default `history`. */
  readonly stream?: "history" | "events";
  /** First line, from 0. */
  readonly from?: number;
  /** Rows at most; all when absent. */
  readonly limit?: number;
  /** Joined paths to keep; all when absent. */
  readonly keys?: readonly string[];
  readonly signal?: AbortSignal;
}

/** A row and its line in the stream, from 0. */
export interface LoggedRow {
  readonly line: number;
  readonly row: JsonObject;
}

/** Every logged row in order, streamed. Numbers are exact, NaN and infinities included. */
export async function* readRows(
  transport: Transport,
  project: string,
  run: string,
  options: ReadRowsOptions = {},
): AsyncGenerator<LoggedRow> {
  const { stream, from, limit, keys, signal } = options;
  const what = `read the rows of run "${run}"`;
  const query = { stream, from, limit, keys: repeatedKeys(keys) };
  const response = await transport.send(what, runPath(project, run, "/rows"), { query, signal });
  if (response.body === null) return;
  for await (const line of linesOf(response.body)) {
    if (line !== "") yield parseRow(what, line);
  }
}

function parseRow(what: string, line: string): LoggedRow {
  try {
    return parseJson(line) as unknown as LoggedRow;
  } catch (cause) {
    throw new ClientError(
      `[@stepwell/client] Failed to ${what}: a row is cut off or damaged ("${line.slice(0, 80)}"). Read again from the last whole row.`,
      { cause },
    );
  }
}
