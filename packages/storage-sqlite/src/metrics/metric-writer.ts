import {
  BLOCK_LINES,
  checkTruncation,
  decodeBatch,
  encodeBatch,
  placeRows,
  sliceBatch,
  truncateHoles,
} from "@stepwell/storage/adapter";
import type { Batch } from "@stepwell/storage/adapter";
import type { RowReceipt, Stream } from "@stepwell/storage";
import type { Database } from "../database/driver.ts";
import { createBlockStore } from "./block-store.ts";
import type { EncodedChunk } from "./encoded-chunk.ts";
import { createSealer } from "./seal.ts";
import { createStreamStates } from "./stream-states.ts";
import type { StreamState } from "./stream-states.ts";
import { createFreeSpace } from "../database/free-space.ts";
import { createTidyQueue } from "./tidy-queue.ts";
import { createTrash } from "./trash.ts";

/** The writing half of the metric store, synchronous. Its caller opens and commits the transactions around the calls. */
export interface MetricWriter {
  append(chunk: EncodedChunk): RowReceipt;
  truncate(run: number, stream: Stream, line: number): number;
  remove(run: number): void;
  /** Writes what is held in memory; call it before each commit. */
  save(): void;
  /** Drops what is held in memory; call it after each rollback. */
  forget(): void;
  /** True while full blocks wait to be sealed, small tails to be joined, or what was removed to be swept. */
  readonly untidy: boolean;
  /** Does one piece of that work. */
  tidy(): void;
  /** Lets streams that got no rows since `quietMs` before `nowMs` be sealed as they are; their tails are then work for `tidy`. */
  noticeQuiet(nowMs: number, quietMs: number): void;
}

/** `now` tells the time in milliseconds, for noticing quiet streams only. */
export function createMetricWriter(database: Database, now: () => number): MetricWriter {
  const states = createStreamStates(database);
  const blocks = createBlockStore(database);
  const sealer = createSealer(database, blocks);
  const queue = createTidyQueue(sealer);
  const trash = createTrash(database, blocks);
  const space = createFreeSpace(database);
  const deleteFeeds = database.prepare("DELETE FROM feed WHERE stream = ?");
  const selectStreams = database.prepare("SELECT name FROM stream WHERE run = ?");
  const selectUnsealed = database.prepare(
    "SELECT run, name FROM stream WHERE run >= 0 AND EXISTS (SELECT 1 FROM tail WHERE tail.id >= stream.id * 1073741824 AND tail.id < (stream.id + 1) * 1073741824)",
  );
  for (const row of selectUnsealed.all()) queue.touched(row["run"] as number, row["name"] as Stream, now());

  const store = (
    state: StreamState,
    chunk: EncodedChunk,
    from: number,
    count: number,
    line: number,
  ): void => {
    let batch: Batch | undefined;
    for (let at = 0; at < count;) {
      const rows = Math.min(count - at, BLOCK_LINES - ((line + at) % BLOCK_LINES));
      const whole = from === 0 && rows === chunk.rows;
      if (!whole) batch ??= decodeBatch(chunk.bytes);
      const bytes =
        batch === undefined ? chunk.bytes : encodeBatch(sliceBatch(batch, from + at, from + at + rows));
      sealer.addTail(state, line + at, rows, bytes);
      at += rows;
    }
  };

  return {
    append(chunk) {
      const state = states.open(chunk.run, chunk.stream);
      const source = states.source(state, chunk.source);
      const { receipt, placements } = placeRows(state, source, {
        offset: chunk.offset,
        count: chunk.rows,
        epoch: chunk.epoch,
      });
      state.changedSources.add(chunk.source);
      states.markChanged(state);
      if (placements.length === 0) return receipt;
      for (const { from, count, line } of placements) store(state, chunk, from, count, line);
      state.rows += receipt.stored;
      queue.touched(chunk.run, chunk.stream, now());
      queue.grown(state);
      return receipt;
    },
    truncate(run, stream, line) {
      const state = states.open(run, stream);
      checkTruncation(line, state.lines);
      queue.interrupt(state);
      state.rows -= sealer.cut(state, line);
      for (const [name, place] of states.allSources(state)) {
        state.sources.set(name, { mark: place.mark, holes: truncateHoles(place.holes, line) });
        state.changedSources.add(name);
      }
      state.lines = line;
      state.epoch += 1;
      states.markChanged(state);
      return state.epoch;
    },
    remove(run) {
      for (const row of selectStreams.all(run)) {
        const state = states.open(run, row["name"] as Stream);
        deleteFeeds.run(state.id);
        states.discard(state);
        queue.removed(state);
        trash.add(state.id);
      }
    },
    save: () => states.save(),
    forget() {
      states.forget();
      queue.forget();
      trash.forget();
      space.forget();
    },
    get untidy() {
      return queue.length > 0 || trash.length > 0 || space.isWanted;
    },
    tidy() {
      if (queue.length > 0) queue.tidy((run, name) => states.find(run, name), states.markChanged);
      else if (trash.length > 0) trash.sweep();
      else if (space.isWanted) space.giveBack();
    },
    noticeQuiet(nowMs, quietMs) {
      trash.look();
      space.look();
      queue.noticeQuiet(nowMs, quietMs, (run, name) => states.find(run, name));
    },
  };
}
