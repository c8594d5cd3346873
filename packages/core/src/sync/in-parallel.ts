/**
 * Runs `work` for each item, at most `limit` at a time, in order of their begin. Rejects with the first error, after
 * the work that had begun has ended; then nothing more begins.
 */
export async function inParallel<Item>(
  limit: number,
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
): Promise<void> {
  let next = 0;
  let failure: { error: unknown } | undefined;

  async function lane(): Promise<void> {
    while (next < items.length && failure === undefined) {
      const item = items[next] as Item;
      next += 1;
      try {
        await work(item);
      } catch (error) {
        failure ??= { error };
      }
    }
  }

  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, lane));
  if (failure !== undefined) throw failure.error;
}
