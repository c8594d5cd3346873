import type { SeededRandom } from "@stepwell/effects/testing";
import type { MetricStore, RunStore } from "@stepwell/storage";
import type { Database } from "@stepwell/storage-sqlite/testing";
import type { PlantedBug } from "./planted-bug.ts";

interface Stores {
  readonly runs: RunStore;
  readonly metrics: MetricStore;
}

type Values = readonly (number | string | Uint8Array | null)[];

const SHARE = 0.3;
const TAILS_PER_STREAM = 2 ** 30;

/** The stores with the planted bug, if it is one of theirs. */
export function plantInStores(bug: PlantedBug | undefined, stores: Stores, random: SeededRandom): Stores {
  const { runs, metrics } = stores;
  if (bug === "stale-epoch") {
    // Rows of before a rewind are stored as if they were new.
    const append: MetricStore["append"] = (chunks) =>
      metrics.append(
        chunks.map(({ run, stream, source, offset, rows }) => ({ run, stream, source, offset, rows })),
      );
    return { runs, metrics: { ...metrics, append } };
  }
  if (bug === "skipped-mark") {
    // Now and then rows are stored and their source's mark is not.
    let other = 0;
    const append: MetricStore["append"] = async (chunks) => {
      if (random.float() >= SHARE) return metrics.append(chunks);
      other += 1;
      const receipts = await metrics.append(
        chunks.map((chunk) => ({ ...chunk, source: `${chunk.source}-unmarked-${other}`, offset: 0 })),
      );
      return receipts.map((receipt, index) => {
        const chunk = chunks[index];
        return chunk === undefined ? receipt : { ...receipt, mark: chunk.offset + chunk.rows.length };
      });
    };
    return { runs, metrics: { ...metrics, append } };
  }
  return stores;
}

/**
 * The database with the planted bug: what a seal removes is more than what it has read. A tail that comes right behind it
 * goes with the others.
 */
export function plantInDatabase(
  bug: PlantedBug | undefined,
  random: SeededRandom,
): ((database: Database) => Database) | undefined {
  if (bug !== "seal-race") return undefined;
  return (database) => {
    let raced: number | undefined;
    const spy =
      (sql: string, run: (...values: Values) => unknown) =>
      (...values: Values): unknown => {
        const stream = Math.floor(Number(values[0]) / TAILS_PER_STREAM);
        if (sql.startsWith("DELETE FROM tail WHERE id = ?") && random.float() < SHARE) raced = stream;
        if (!sql.startsWith("INSERT INTO tail") || raced !== stream) return run(...values);
        raced = undefined;
        return undefined;
      };
    return {
      ...database,
      prepare(sql) {
        const statement = database.prepare(sql);
        return {
          run: spy(sql, (...values) => statement.run(...values)),
          get: (...values) => statement.get(...values),
          all: (...values) => statement.all(...values),
        };
      },
    };
  };
}
