import { blobStoreConformance } from "../testing/blob-store-conformance.ts";
import { metricStoreConformance } from "../testing/metric-store-conformance.ts";
import { runStoreConformance } from "../testing/run-store-conformance.ts";
import { createMemoryBlobStore } from "./memory-blob-store.ts";
import { createMemoryMetricStore } from "./memory-metric-store.ts";
import { createMemoryRunStore } from "./memory-run-store.ts";

metricStoreConformance("memory", async () => createMemoryMetricStore());
runStoreConformance("memory", async () => createMemoryRunStore());
blobStoreConformance("memory", async () => createMemoryBlobStore());
