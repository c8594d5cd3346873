export type { AppContext } from "./app-context.ts";
export type { AppPorts, Asset, Assets, WatchOptions } from "./app-ports.ts";
export { createApp } from "./create-app.ts";
export type { App } from "./create-app.ts";
export type { Ingest, KnownSource } from "./ingest/create-ingest.ts";
export type { SourceLife } from "./ingest/run-life.ts";
export type { BatchReceipt, NumberedRows, SourceBatch } from "./ingest/source-batch.ts";
