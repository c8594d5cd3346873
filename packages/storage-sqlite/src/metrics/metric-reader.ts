import { countKinds, decodeBatch, fromPlainText, seriesFrame, toPlainText } from "@stepwell/storage/adapter";
import type { Parts, PartsWanted } from "@stepwell/storage/adapter";
import type { ColumnPage, KeySummary, SeriesQuery, StoredRow, Stream, StreamInfo } from "@stepwell/storage";
import type { SeriesFrame } from "@stepwell/protocol";
import type { Database } from "../database/driver.ts";
import { inTransaction } from "../database/in-transaction.ts";
import { createBlockStore } from "./block-store.ts";
import { createHeadCache } from "./head-cache.ts";
import type { SealMarks } from "./head-cache.ts";
import { createMergedCache } from "./merged-cache.ts";
import { blockId, BLOCKS_PER_SERIES, idRange } from "./packed-ids.ts";
import { readColumns } from "./read-columns.ts";
import { readRows } from "./read-rows.ts";
import type { RowPage } from "./read-rows.ts";
import { createTailCache } from "./tail-cache.ts";

/** The reading half of the metric store, synchronous. Each call sees one state of the database. */
export interface MetricReader {
  mark(run: number, stream: Stream, source: string): number;
  info(run: number, stream: Stream): StreamInfo;
  keys(run: number, stream: Stream): KeySummary[];
  series(queries: readonly SeriesQuery[]): SeriesFrame[];
  rows(run: number, stream: Stream, page: RowPage): StoredRow[];
  columns(run: number, stream: Stream, page: RowPage & { readonly to?: number }): ColumnPage;
}

export function createMetricReader(database: Database): MetricReader {
  const blocks = createBlockStore(database);
  const cache = createTailCache(database);
  const selectStream = database.prepare(
    "SELECT id, lines, rows, epoch, seals, reseals, sealing FROM stream WHERE run = ? AND name = ?",
  );
  const selectMark = database.prepare("SELECT mark FROM feed WHERE stream = ? AND source = ?");
  const selectSeries = database.prepare("SELECT id FROM series WHERE stream = ? AND key = ?");
  const selectKeys = database.prepare("SELECT key, numbers, others FROM series WHERE stream = ? ORDER BY id");
  const parts = ["head", "fine", "cells"] as const;
  const selectRange = new Map(
    parts.map((part) => [
      part,
      database.prepare(`SELECT id, data FROM ${part} WHERE id >= ? AND id < ? ORDER BY id`),
    ]),
  );
  const selectOne = new Map(
    parts.map((part) => [part, database.prepare(`SELECT data FROM ${part} WHERE id = ?`)]),
  );

  const streamOf = (run: number, name: Stream): StreamInfo & SealMarks => {
    const row = selectStream.get(run, name) as Record<string, number | null> | undefined;
    const number = (column: string): number => row?.[column] ?? 0;
    return {
      id: row === undefined ? -1 : number("id"),
      lines: number("lines"),
      rows: number("rows"),
      epoch: number("epoch"),
      seals: number("seals"),
      reseals: number("reseals"),
      sealing: row?.["sealing"] ?? undefined,
    };
  };

  const seriesOf = (stream: number, key: string): number | undefined =>
    selectSeries.get(stream, toPlainText(key))?.["id"] as number | undefined;

  const fetch = (series: number, { part, blocks: wanted }: PartsWanted): Parts => {
    const found = new Map<number, Uint8Array>();
    const [start, end] = idRange(series, BLOCKS_PER_SERIES);
    const first = wanted?.[0] ?? 0;
    if (wanted === undefined || wanted.at(-1) === first + wanted.length - 1) {
      const to = wanted === undefined ? end : start + first + wanted.length;
      for (const row of selectRange.get(part)?.all(start + first, to) ?? []) {
        found.set((row["id"] as number) - start, row["data"] as Uint8Array);
      }
      return found;
    }
    for (const block of wanted) {
      const bytes = selectOne.get(part)?.get(blockId(series, block))?.["data"];
      if (bytes !== undefined) found.set(block, bytes as Uint8Array);
    }
    return found;
  };

  const merged = createMergedCache();
  const headCache = createHeadCache((series, from) => {
    const [start, end] = idRange(series, BLOCKS_PER_SERIES);
    const rows = selectRange.get("head")?.all(start + from, end) ?? [];
    return new Map(rows.map((row) => [(row["id"] as number) - start, row["data"] as Uint8Array]));
  });

  const frame = (query: SeriesQuery): SeriesFrame => {
    const stream = streamOf(query.run, query.stream);
    const { id, lines } = stream;
    const work = seriesFrame(query, {
      nextLine: lines,
      tails: id < 0 ? [] : cache.tails(id),
      merged: merged.of(id, `${stream.rows} ${lines} ${stream.epoch}`),
    });
    const series = new Map([query.key, query.x].map((key) => [key, seriesOf(id, key)]));
    let step = work.next();
    while (step.done !== true) {
      const one = series.get(step.value.key);
      const { part } = step.value;
      if (one === undefined) step = work.next(new Map<number, Uint8Array>());
      else step = work.next(part === "head" ? headCache.heads(one, stream) : fetch(one, step.value));
    }
    return step.value;
  };

  const seen = <Result>(work: () => Result): Result => inTransaction(database, "BEGIN", work);

  return {
    mark: (run, stream, source) =>
      seen(
        () =>
          (selectMark.get(streamOf(run, stream).id, toPlainText(source))?.["mark"] as number | undefined) ??
          0,
      ),
    info: (run, stream) =>
      seen(() => {
        const { lines, rows, epoch } = streamOf(run, stream);
        return { lines, rows, epoch };
      }),
    keys: (run, stream) =>
      seen(() => {
        const { id } = streamOf(run, stream);
        const summaries = new Map<string, { numbers: number; others: Map<string, number> }>();
        for (const row of selectKeys.all(id)) {
          const others = row["others"] as string;
          const counts = others === "" ? [] : (JSON.parse(others) as [string, number][]);
          summaries.set(fromPlainText(row["key"] as string), {
            numbers: row["numbers"] as number,
            others: new Map(counts),
          });
        }
        for (const { bytes } of id < 0 ? [] : cache.tails(id)) {
          for (const [key, column] of decodeBatch(bytes).columns) {
            const summary = summaries.get(key) ?? { numbers: 0, others: new Map<string, number>() };
            summaries.set(key, summary);
            const counts = countKinds(column);
            summary.numbers += counts.numbers;
            for (const [kind, cells] of counts.others)
              summary.others.set(kind, (summary.others.get(kind) ?? 0) + cells);
          }
        }
        return Array.from(summaries, ([key, { numbers, others }]) => ({
          key,
          numbers,
          others: Object.fromEntries(others),
        })).filter(({ numbers, others }) => numbers > 0 || Object.keys(others).length > 0);
      }),
    series: (queries) => seen(() => queries.map(frame)),
    rows: (run, stream, page) =>
      seen(() => {
        const { id } = streamOf(run, stream);
        return id < 0 ? [] : readRows(blocks, id, cache.tails(id), page);
      }),
    columns: (run, stream, page) =>
      seen(() => {
        const { id } = streamOf(run, stream);
        return readColumns(blocks, id, id < 0 ? [] : cache.tails(id), page);
      }),
  };
}
