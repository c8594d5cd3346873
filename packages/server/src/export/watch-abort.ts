import type { Table } from "./table.ts";

/** The same table; reading it ends with the signal's reason once the caller has gone. */
export function watchAbort(table: Table, signal: AbortSignal): Table {
  return {
    async *pages() {
      for await (const page of table.pages()) {
        signal.throwIfAborted();
        yield page;
      }
    },
  };
}
