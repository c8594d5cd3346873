import { afterEach, describe } from "vitest";
import type { MetricStore } from "../metric-store.ts";
import { columnsConformance } from "./columns-conformance.ts";
import { placingConformance } from "./placing-conformance.ts";
import { rowsConformance } from "./rows-conformance.ts";
import { seriesConformance } from "./series-conformance.ts";
import { truncateConformance } from "./truncate-conformance.ts";

/** Options of `metricStoreConformance`. */
export interface MetricStoreConformanceOptions {
  /** Brings the store to rest, where it moves rows about on its own: called between steps of the random tests. Default: nothing. */
  readonly settle?: (store: MetricStore) => Promise<void>;
}

/** What every metric store must do. `open` gives an empty one. */
export function metricStoreConformance(
  name: string,
  open: () => Promise<MetricStore>,
  options: MetricStoreConformanceOptions = {},
): void {
  describe(`${name} as a metric store`, () => {
    const opened: MetricStore[] = [];
    const openStore = async (): Promise<MetricStore> => {
      const store = await open();
      opened.push(store);
      return store;
    };
    afterEach(async () => {
      for (const store of opened.splice(0)) await store.close();
    });
    const settle = options.settle ?? (async () => undefined);

    rowsConformance(openStore, settle);
    columnsConformance(openStore, settle);
    placingConformance(openStore);
    truncateConformance(openStore, settle);
    seriesConformance(openStore, settle);
  });
}
