export interface RowQueueOptions {
  /** Takes a finished row. */
  readonly log: (row: Record<string, unknown>) => void;
  /** Rows that may wait for their values at one time. Default 4096. */
  readonly limit?: number;
  /** Hears why a row or a value failed. */
  readonly failed?: (error: unknown) => void;
}

/** What became of the rows so far. */
interface RowCounts {
  readonly logged: number;
  /** Rows that the run refused, and values that could not be read. */
  readonly failed: number;
  /** Rows that came while the queue was full. */
  readonly dropped: number;
}

/** Begins to read some values of a row. */
export type ReadValues = () => Promise<Record<string, unknown>>;

export interface RowQueue {
  /** Logs the row: at once, or in its turn when its own `reads` or an earlier row's are under way. Never throws. */
  push(row: Record<string, unknown>, reads: readonly ReadValues[]): void;
  /** Resolves when every row pushed so far has been logged. Never rejects. */
  flush(): Promise<void>;
  readonly counts: RowCounts;
}

/** Keeps rows in order although some of their values (tensors on another device) arrive late. */
export function createRowQueue(options: RowQueueOptions): RowQueue {
  const { log, limit = 4096, failed = () => undefined } = options;
  const counts = { logged: 0, failed: 0, dropped: 0 };
  let tail: Promise<void> = Promise.resolve();
  let waiting = 0;

  function fail(error: unknown): void {
    counts.failed += 1;
    failed(error);
  }

  function write(row: Record<string, unknown>): void {
    try {
      log(row);
      counts.logged += 1;
    } catch (error) {
      fail(error);
    }
  }

  async function writeInTurn(
    before: Promise<void>,
    row: Record<string, unknown>,
    reads: readonly ReadValues[],
  ): Promise<void> {
    // Reading begins before any wait, while the tensors live.
    const results = await Promise.allSettled(reads.map(begin));
    await before;
    const whole: Record<string, unknown> = {};
    for (const result of results) {
      if (result.status === "fulfilled") Object.assign(whole, result.value);
      else fail(result.reason);
    }
    // What was read (the loss, above all) comes before what was known, as when tfjs hands over numbers.
    write(Object.assign(whole, row));
    waiting -= 1;
  }

  return {
    push(row, reads) {
      if (reads.length === 0 && waiting === 0) {
        write(row);
      } else if (waiting >= limit) {
        counts.dropped += 1;
      } else {
        waiting += 1;
        tail = writeInTurn(tail, row, reads);
      }
    },
    flush: () => tail,
    get counts() {
      return { ...counts };
    },
  };
}

// A read that throws at once counts like one that rejects.
async function begin(read: ReadValues): Promise<Record<string, unknown>> {
  return read();
}
