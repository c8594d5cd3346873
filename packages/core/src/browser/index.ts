import { boundCall, boundPromise } from "../bound-call.ts";
import type { Api } from "../create-api.ts";
import { createCurrentRun } from "../current-run.ts";
import { forwarded } from "../forwarded.ts";
import type { BrowserInit } from "./browser-init.ts";
import { initIn } from "./browser-init.ts";
import { createBrowserWorld } from "./browser-world.ts";

const current = /* #__PURE__ */ createCurrentRun(createBrowserWorld);

/**
 * Starts a run in a page or a web worker. Without `baseUrl` it stays in the browser. In a page, `await run.flush()` is
 * the acknowledgement; in a worker `log` itself where the browser has private files.
 */
export const init: BrowserInit = /* #__PURE__ */ initIn(current);
/** `run.log` of the current run. Throws `UsageError` before `init` and after `finish`. */
export const log: Api["log"] = /* #__PURE__ */ boundCall(current, "log");
/** `run.defineMetric` of the current run. Throws `UsageError` before `init` and after `finish`. */
export const defineMetric: Api["defineMetric"] = /* #__PURE__ */ boundCall(current, "defineMetric");
/** `run.logArtifact` of the current run. Rejects with `UsageError` before `init` and after `finish`. */
export const logArtifact: Api["logArtifact"] = /* #__PURE__ */ boundPromise(current, "logArtifact");
/** `run.useArtifact` of the current run. Rejects with `UsageError` before `init` and after `finish`. */
export const useArtifact: Api["useArtifact"] = /* #__PURE__ */ boundPromise(current, "useArtifact");
/** `run.logModel` of the current run. Rejects with `UsageError` before `init` and after `finish`. */
export const logModel: Api["logModel"] = /* #__PURE__ */ boundPromise(current, "logModel");
/** `run.useModel` of the current run. Rejects with `UsageError` before `init` and after `finish`. */
export const useModel: Api["useModel"] = /* #__PURE__ */ boundPromise(current, "useModel");
/** `run.linkArtifact` of the current run. Rejects with `UsageError` before `init` and after `finish`. */
export const linkArtifact: Api["linkArtifact"] = /* #__PURE__ */ boundPromise(current, "linkArtifact");
/** `run.linkModel` of the current run. Rejects with `UsageError` before `init` and after `finish`. */
export const linkModel: Api["linkModel"] = /* #__PURE__ */ boundPromise(current, "linkModel");
/** `run.logCode` of the current run. Rejects with `UsageError` before `init` and after `finish`. */
export const logCode: Api["logCode"] = /* #__PURE__ */ boundPromise(current, "logCode");
/** `run.alert` of the current run. Throws `UsageError` before `init` and after `finish`. */
export const alert: Api["alert"] = /* #__PURE__ */ boundCall(current, "alert");
/** `run.save` of the current run. Throws `UsageError` before `init` and after `finish`. */
export const save: Api["save"] = /* #__PURE__ */ boundCall(current, "save");
/** `run.markPreempting` of the current run. Throws `UsageError` before `init` and after `finish`. */
export const markPreempting: Api["markPreempting"] = /* #__PURE__ */ boundCall(current, "markPreempting");
/** `run.writeLogs` of the current run. Throws `UsageError` before `init` and after `finish`. */
export const writeLogs: Api["writeLogs"] = /* #__PURE__ */ boundCall(current, "writeLogs");
/** `run.flush` of the current run. Rejects with `UsageError` before `init` and after `finish`. */
export const flush: Api["flush"] = /* #__PURE__ */ boundPromise(current, "flush");
/** Finishes the current run; nothing happens when there is none. */
export const finish: Api["finish"] = (options) => current.finish(options);
/** `run.config` of the current run. Reading and setting throw `UsageError` before `init` and after `finish`. */
export const config: Api["config"] = /* #__PURE__ */ forwarded(() => current.of("config").config);
/** `run.summary` of the current run. Reading and setting throw `UsageError` before `init` and after `finish`. */
export const summary: Api["summary"] = /* #__PURE__ */ forwarded(() => current.of("summary").summary);
/** The run that was started last and is not over. Throws `NoRunError` when there is none. */
export const currentRun: Api["currentRun"] = () => current.of("currentRun");

export { Artifact } from "../artifacts/artifact.ts";
export type { ArtifactOptions } from "../artifacts/artifact.ts";
export type {
  ArtifactCalls,
  LogArtifactOptions,
  LogModelOptions,
  UseArtifactOptions,
} from "../artifacts/artifact-calls.ts";
export type { ArtifactBytes } from "../artifacts/artifact-content.ts";
export type { LogCodeOptions } from "../artifacts/log-code.ts";
export type { ManifestEntry } from "../artifacts/read-manifest.ts";
export type { DownloadFolder, UsedArtifact } from "../artifacts/used-artifact.ts";
export { ConfigError, CoreError, DeliveryError, UsageError } from "../core-error.ts";
export { ArtifactError } from "../errors/artifact-error.ts";
export type { ArtifactProblem } from "../errors/artifact-error.ts";
export { DiskError } from "../errors/disk-error.ts";
export { FileError } from "../errors/file-error.ts";
export { NoRunError } from "../errors/no-run-error.ts";
export { OptionError } from "../errors/option-error.ts";
export { ResumeError } from "../errors/resume-error.ts";
export type { ResumeProblem } from "../errors/resume-error.ts";
export { RunFinishedError } from "../errors/run-finished-error.ts";
export { StepTooLowError } from "../errors/step-too-low-error.ts";
export { ValueError } from "../errors/value-error.ts";
export { Audio } from "../media/audio.ts";
export type { AudioOptions, AudioSource } from "../media/audio.ts";
export type { BlobLike } from "../media/blob-bytes.ts";
export type { BoundingBox, BoxLayer, BoxPosition } from "../media/bounding-boxes.ts";
export { box3d } from "../media/box3d.ts";
export type { Box3d, Box3dOptions, Triple } from "../media/box3d.ts";
export type { CanvasSource } from "../media/canvas-pixels.ts";
export type { ClassLabels } from "../media/class-labels.ts";
export { Classes } from "../media/classes.ts";
export type { ClassEntry } from "../media/classes.ts";
export { Graph } from "../media/graph.ts";
export type { GraphNode } from "../media/graph.ts";
export { Histogram } from "../media/histogram.ts";
export type { HistogramData, HistogramOptions } from "../media/histogram.ts";
export { Html } from "../media/html.ts";
export type { HtmlOptions } from "../media/html.ts";
export { Image } from "../media/image.ts";
export type { ImageOptions, ImageSource } from "../media/image.ts";
export type { PixelFormat } from "../media/encode-pixels.ts";
export type { PixelMode } from "../media/pixel-mode.ts";
export { Markdown } from "../media/markdown.ts";
export type { MaskLayer } from "../media/mask.ts";
export { Molecule } from "../media/molecule.ts";
export type { MoleculeOptions, MoleculeType } from "../media/molecule.ts";
export { Object3D } from "../media/object-3d.ts";
export type { Object3DOptions, Object3DSource, Object3DType } from "../media/object-3d.ts";
export type { PointCloud, Scene3D } from "../media/scene-3d.ts";
export { Plotly } from "../media/plotly.ts";
export type { PlotlyFigure } from "../media/plotly.ts";
export { JoinedTable } from "../media/joined-table.ts";
export { PartitionedTable } from "../media/partitioned-table.ts";
export { columnType } from "../media/column-spec.ts";
export type { BuiltColumnType, ColumnSpec, ColumnTypeName } from "../media/column-spec.ts";
export type { RecordOptions } from "../media/record-rows.ts";
export { Table } from "../media/table.ts";
export { TableIndex } from "../media/table-index.ts";
export type { TableLogMode, TableOptions } from "../media/table-options.ts";
export { Vega } from "../media/vega.ts";
export type { VideoLayout } from "../media/video-frames.ts";
export { Video } from "../media/video.ts";
export type { VideoFormat, VideoOptions, VideoSource } from "../media/video.ts";
export { Chart } from "../plots/chart.ts";
export type { ChartSpec } from "../plots/chart-spec.ts";
export type { CurveOptions } from "../plots/class-scores.ts";
export type { ConfusionMatrixOptions } from "../plots/confusion-matrix-rows.ts";
export { plot } from "../plots/plot.ts";
export type {
  LinePlotOptions,
  LineSeriesOptions,
  Plot,
  PlotOptions,
  PlotTableOptions,
} from "../plots/plot.ts";
export type { Labels, NumberRows, Numbers } from "../plots/plot-input.ts";
export type { PrCurveOptions } from "../plots/pr-curve-rows.ts";
export type { TensorLike, TypedArray } from "../encode/array-like.ts";
export type { AlertLevel, AlertOptions } from "../run/alert.ts";
export { countLost } from "../run/count-lost.ts";
export type { RunMembers } from "../run/run-members.ts";
export type { Config, ConfigMethods, ConfigUpdateOptions } from "../run/config.ts";
export type { DropReason, RunStats } from "../run/run-stats.ts";
export type { LogData, OpenKeys } from "../run/log-data.ts";
export type { FinishOptions, LogOptions, MetricName, MetricOptions, Run, SummaryMode } from "../run/run.ts";
export type { SaveOptions, SavePolicy } from "../run/save-files.ts";
export type { Summary, SummaryAggregate, SummaryMethods, SummaryPath } from "../run/summary.ts";
export type { InitOptions, Mode, ModeOption, Reinit } from "../settings/init-options.ts";
export type { ResumeMode } from "../settings/resume-policy.ts";
export type { Ambient, ConsoleStream, DiskUsage, ProcessUsage } from "../ambient/ambient.ts";
export { VERSION } from "../version.ts";
export type { Fetch, FetchReply, FetchRequest, HostFacts, World } from "../world.ts";
export type { SyncProgress } from "../sync/run-sync.ts";
export type { SyncResult } from "../sync/sync-run-folder.ts";
export type { AttachedRun } from "../writers/attached-run.ts";
export type { RunHandle, ThreadChannels, ThreadPort } from "../writers/thread-port.ts";
export type { SyncRunFolderOptions } from "../sync/sync-run-folder.ts";
export type { BrowserInit, BrowserInitOptions } from "./browser-init.ts";
export type { BrowserWorldOptions } from "./browser-world.ts";
export { createBrowserWorld } from "./browser-world.ts";
export { readRunFile } from "./read-run-file.ts";
