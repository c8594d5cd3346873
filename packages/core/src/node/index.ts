import { createApi } from "../create-api.ts";
import { createNodeWorld } from "./node-world.ts";

const api = /* #__PURE__ */ createApi(createNodeWorld);

export const init: typeof api.init = api.init;
export const log: typeof api.log = api.log;
export const defineMetric: typeof api.defineMetric = api.defineMetric;
export const finish: typeof api.finish = api.finish;
export const config: typeof api.config = api.config;
export const summary: typeof api.summary = api.summary;

export { ConfigError, CoreError, DeliveryError, UsageError } from "../core-error.ts";
export { Histogram } from "../media/histogram.ts";
export type { HistogramData, HistogramOptions } from "../media/histogram.ts";
export { Image } from "../media/image.ts";
export type { ImageOptions, ImageSource } from "../media/image.ts";
export { Chart } from "../plots/chart.ts";
export type { ChartSpec } from "../plots/chart-spec.ts";
export type { CurveOptions } from "../plots/class-scores.ts";
export type { ConfusionMatrixOptions } from "../plots/confusion-matrix-rows.ts";
export { plot } from "../plots/plot.ts";
export type { LinePlotOptions, LineSeriesOptions, Plot, PlotOptions, PlotTableOptions } from "../plots/plot.ts";
export type { Labels, NumberRows, Numbers } from "../plots/plot-input.ts";
export type { PrCurveOptions } from "../plots/pr-curve-rows.ts";
export type { TensorLike, TypedArray } from "../encode/array-like.ts";
export type { Config, ConfigMethods, ConfigUpdateOptions } from "../run/config.ts";
export type { DropReason, RunStats } from "../run/run-stats.ts";
export type {
  FinishOptions,
  LogData,
  LogOptions,
  MetricName,
  MetricOptions,
  OpenKeys,
  Run,
} from "../run/run.ts";
export type { Summary, SummaryAggregate, SummaryMethods, SummaryPath } from "../run/summary.ts";
export type { InitOptions, Mode, Reinit } from "../settings/init-options.ts";
export type { Ambient, ConsoleStream, DiskUsage, ProcessUsage } from "../ambient/ambient.ts";
export { VERSION } from "../version.ts";
export type { Fetch, FetchReply, FetchRequest, HostFacts, World } from "../world.ts";
export type { SyncResult } from "../sync/sync-run-folder.ts";
export { createNodeWorld } from "./node-world.ts";
export { syncRunFolder } from "./sync-run-folder.ts";
export type { SyncRunFolderOptions } from "./sync-run-folder.ts";
