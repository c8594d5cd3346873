import type { ConsoleLine } from "@stepwell/runlog";
import type { MetricStore, RowChunk, RowReceipt, RunStore, StoredSource } from "@stepwell/storage";

/** Rows of a source, and what is then known of it. */
export interface SourceRows {
  readonly run: number;
  readonly chunks: readonly RowChunk[];
  readonly source: StoredSource;
  /** What was known of the source before. */
  readonly known: StoredSource | undefined;
  readonly console: readonly ConsoleLine[];
  /** Rows that were not wanted, and are not among the chunks. */
  readonly stale: number;
}

/**
 * Stores rows and their source, and gives the chunks' receipts. The place in a file is stored after its rows; a session of
 * the wire has none that could get ahead of them, so both are given at once, and a store can make them durable at once.
 */
export async function storeRows(
  stores: { readonly runs: Pick<RunStore, "saveSource">; readonly metrics: Pick<MetricStore, "append"> },
  { run, chunks, source, known, console, stale }: SourceRows,
): Promise<readonly RowReceipt[]> {
  const append = async (): Promise<readonly RowReceipt[]> =>
    chunks.length === 0 ? [] : stores.metrics.append(chunks);
  const save = (receipts: readonly RowReceipt[]): Promise<void> => {
    const sum = receipts.reduce((all, receipt) => all + receipt.stale, stale);
    const counted = sum === 0 ? source : { ...source, stale: (source.stale ?? 0) + sum };
    return stores.runs.saveSource(run, counted, console);
  };
  if (source.position > 0 || source.rewound !== undefined) {
    const receipts = await append();
    await save(receipts);
    return receipts;
  }
  const [appended, saved] = await Promise.allSettled([append(), save([])]);
  if (appended.status === "rejected") {
    // What is stored of the source must not tell of rows that are not there. A store that can't take that back is told anew later.
    if (saved.status === "fulfilled") {
      await stores.runs.saveSource(run, known ?? withoutRows(source), []).catch(() => undefined);
    }
    throw appended.reason;
  }
  if (saved.status === "rejected") throw saved.reason;
  if (appended.value.some((receipt) => receipt.stale > 0)) await save(appended.value);
  return appended.value;
}

function withoutRows(source: StoredSource): StoredSource {
  return { ...source, state: { ...source.state, rows: 0, events: 0, exitCode: undefined } };
}
