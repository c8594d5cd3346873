import type { Row } from "@stepwell/runlog";
import type { MetricStore, StoredRun, Stream } from "@stepwell/storage";
import type { NumberedRows } from "../ingest/source-batch.ts";
import type { WireAccount } from "./wire-account.ts";
import type { NumberedRow } from "../ingest/pack-rows.ts";
import { packRows } from "../ingest/pack-rows.ts";
import { recogniseRows, withoutKnownRows } from "../ingest/recognise-rows.ts";
import { sessionFirstLine } from "../ingest/session-source.ts";

/** Lines of a stream as they came; a line that is no row is undefined, and keeps its number. */
export interface SentLines {
  readonly offset: number;
  readonly rows: readonly (Row | undefined)[];
}

/**
 * Gives sent rows their numbers within their source: the sender's own where it has any. Otherwise rows that the run holds
 * are left out, a line at or after the expected one keeps its distance from it (a hole stays a hole), and an unknown row
 * at an earlier line is appended: it comes from another session that was told the same line count.
 */
export async function numberRows(
  metrics: MetricStore,
  run: StoredRun,
  account: WireAccount,
  stream: Stream,
  sent: SentLines,
): Promise<NumberedRows[]> {
  if (account.numbering === "source") {
    // Our own sync goes on at the mark. A hole means that rows were lost here: the mark in the reply brings them again.
    if (sent.offset > account.marks[stream]) return [];
    const packs = packRows(sent.rows.map((row, index) => ({ number: sent.offset + index, row })));
    if (packs.length === 0 || !hasSession(run)) return packs;
    const fresh = packs.map((pack) => withoutKnownRows(metrics, account.run, stream, pack));
    return (await Promise.all(fresh)).flat();
  }
  if (account.numbering === "writer") return numberWritersRows(metrics, account, stream, sent);
  const expected = account.expected[stream];
  const repeats = await recognised(metrics, run, account, stream, sent);
  const isToldPlace = stream === "history" && sent.offset === account.told;
  const isLate = createLateness(account, stream, sent.offset, isToldPlace);
  if (isToldPlace) account.told = undefined;
  if (stream === "history" && repeats?.at(-1) === false) account.mayRepeat = false;
  let number = account.marks[stream] + (isToldPlace ? 0 : Math.max(0, sent.offset - expected));
  const numbered: NumberedRow[] = [];
  sent.rows.forEach((row, index) => {
    const isEarlier = sent.offset + index < expected;
    if (repeats?.[index] === true) return;
    if (isLate(row, isEarlier)) {
      account.stale += 1;
      return;
    }
    if (isEarlier && !isIdentified(row)) return;
    numbered.push({ number, row });
    number += 1;
  });
  if (numbered.length > 0 || !isLate(undefined, false)) {
    account.expected[stream] = Math.max(expected, sent.offset + sent.rows.length);
  }
  return packRows(numbered);
}

/**
 * A writer of a shared run counts for itself and is told nothing: a hole stays a hole, and an unknown row at a line that
 * was passed is appended. Rows at new lines are never compared, since writers may log at the same moment.
 */
async function numberWritersRows(
  metrics: MetricStore,
  account: WireAccount,
  stream: Stream,
  { offset, rows }: SentLines,
): Promise<NumberedRows[]> {
  const mark = account.marks[stream];
  const passed = rows.slice(0, Math.max(0, mark - offset));
  const known = await recogniseRows(
    metrics,
    account.run,
    stream,
    passed.map((row) => row ?? {}),
  );
  const late = passed.filter((row, index) => isIdentified(row) && known[index] !== true);
  const end = Math.max(mark, offset + rows.length);
  return packRows([
    ...rows.slice(passed.length).map((row, index) => ({ number: offset + passed.length + index, row })),
    ...late.map((row, index) => ({ number: end + index, row })),
  ]);
}

/** Only a repetition, a step back or another source can bring rows that are there already. */
async function recognised(
  metrics: MetricStore,
  run: StoredRun,
  account: WireAccount,
  stream: Stream,
  sent: SentLines,
): Promise<readonly boolean[] | undefined> {
  if (sent.rows.length === 0) return undefined;
  if (sent.offset >= account.expected[stream] && !account.mayRepeat) {
    if (run.sources.every(({ id }) => id === account.id)) return undefined;
  }
  return recogniseRows(
    metrics,
    account.run,
    stream,
    sent.rows.map((row) => row ?? {}),
  );
}

function hasSession({ sources }: StoredRun): boolean {
  return sources.some(({ id }) => sessionFirstLine(id) !== undefined);
}

function isIdentified(row: Row | undefined): boolean {
  return row !== undefined && typeof row["_timestamp"] === "number" && typeof row["_runtime"] === "number";
}

/**
 * After a rewind, a client that has not heard of it may still be sending. A new session goes on where it was told, without
 * gaps: rows that lie elsewhere are late when they lie ahead, or are no newer than what was cut off.
 */
function createLateness(
  account: WireAccount,
  stream: Stream,
  offset: number,
  isToldPlace: boolean,
): (row: Row | undefined, isEarlier: boolean) => boolean {
  const until = account.rewoundUntil;
  if (until === undefined || stream !== "history" || isToldPlace || offset === account.expected.history) {
    return () => false;
  }
  return (row, isEarlier) => {
    const time = row?.["_timestamp"];
    return !isEarlier || (typeof time === "number" && time <= until);
  };
}
