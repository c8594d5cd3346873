export { arbitraryRow } from "./arbitrary-rows.ts";
export { blobStoreConformance } from "./blob-store-conformance.ts";
export { metricStoreConformance } from "./metric-store-conformance.ts";
export { runStoreConformance } from "./run-store-conformance.ts";
export { recordedRows } from "./recorded-rows.ts";
