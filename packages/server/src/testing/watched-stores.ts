import type { Clock, FileSystem } from "@stepwell/effects";
import { createMemoryMetricStore, createMemoryRunStore } from "@stepwell/storage";
import type { MetricStore, RunStore } from "@stepwell/storage";
import { createIngest } from "../ingest/create-ingest.ts";
import type { Ingest } from "../ingest/create-ingest.ts";
import { createFolderWatch } from "../watch/folder-watch.ts";
import type { FolderWatch } from "../watch/folder-watch.ts";

/** The way in and a watch of `/home/ada`, over memory stores, without HTTP. */
export interface WatchedStores {
  readonly runs: RunStore;
  readonly metrics: MetricStore;
  readonly ingest: Ingest;
  readonly watch: FolderWatch;
}

/** Puts them together as `createApp` does; over given stores, as a server that was started again. */
export function createWatchedStores(options: {
  clock: Clock;
  fileSystem: FileSystem;
  runs?: RunStore;
  metrics?: MetricStore;
}): WatchedStores {
  const { clock, fileSystem, runs = createMemoryRunStore(), metrics = createMemoryMetricStore() } = options;
  const ignore = (): void => undefined;
  const listener = { rows: ignore, run: ignore, rewound: ignore, removed: ignore };
  const ingest = createIngest({ runs, metrics, clock, silenceMs: 300_000, listener });
  const watch = createFolderWatch({ folder: "/home/ada", fileSystem, processes: undefined, clock, ingest });
  return { runs, metrics, ingest, watch };
}
