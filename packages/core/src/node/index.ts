import { createApi } from "../create-api.ts";
import { createNodeWorld } from "./node-world.ts";

const api = /* #__PURE__ */ createApi(createNodeWorld);

/**
 * Starts a run. Without options it writes into `./wandb`, and nothing leaves the machine. Rejects with `UsageError`
 * for options that make no sense and for a folder that can't be written.
 *
 * @example const run = await init({ project: "mnist", config: { lr: 1e-3 } });
 */
export const init: typeof api.init = api.init;
/** `run.log` of the current run. Throws `UsageError` before `init` and after `finish`. */
export const log: typeof api.log = api.log;
/** `run.defineMetric` of the current run. Throws `UsageError` before `init` and after `finish`. */
export const defineMetric: typeof api.defineMetric = api.defineMetric;
/** `run.logArtifact` of the current run. Rejects with `UsageError` before `init` and after `finish`. */
export const logArtifact: typeof api.logArtifact = api.logArtifact;
/** `run.useArtifact` of the current run. Rejects with `UsageError` before `init` and after `finish`. */
export const useArtifact: typeof api.useArtifact = api.useArtifact;
/** `run.logModel` of the current run. Rejects with `UsageError` before `init` and after `finish`. */
export const logModel: typeof api.logModel = api.logModel;
/** `run.useModel` of the current run. Rejects with `UsageError` before `init` and after `finish`. */
export const useModel: typeof api.useModel = api.useModel;
/** `run.linkArtifact` of the current run. Rejects with `UsageError` before `init` and after `finish`. */
export const linkArtifact: typeof api.linkArtifact = api.linkArtifact;
/** `run.linkModel` of the current run. Rejects with `UsageError` before `init` and after `finish`. */
export const linkModel: typeof api.linkModel = api.linkModel;
/** `run.logCode` of the current run. Rejects with `UsageError` before `init` and after `finish`. */
export const logCode: typeof api.logCode = api.logCode;
/** `run.alert` of the current run. Throws `UsageError` before `init` and after `finish`. */
export const alert: typeof api.alert = api.alert;
/** `run.save` of the current run. Throws `UsageError` before `init` and after `finish`. */
export const save: typeof api.save = api.save;
/** `run.markPreempting` of the current run. Throws `UsageError` before `init` and after `finish`. */
export const markPreempting: typeof api.markPreempting = api.markPreempting;
/** `run.writeLogs` of the current run. Throws `UsageError` before `init` and after `finish`. */
export const writeLogs: typeof api.writeLogs = api.writeLogs;
/** `run.flush` of the current run. Rejects with `UsageError` before `init` and after `finish`. */
export const flush: typeof api.flush = api.flush;
/** Finishes the current run; nothing happens when there is none. */
export const finish: typeof api.finish = api.finish;
/** `run.config` of the current run. Reading and setting throw `UsageError` before `init` and after `finish`. */
export const config: typeof api.config = api.config;
/** `run.summary` of the current run. Reading and setting throw `UsageError` before `init` and after `finish`. */
export const summary: typeof api.summary = api.summary;
/** The run that was started last and is not over. Throws `NoRunError` when there is none. */
export const currentRun: typeof api.currentRun = api.currentRun;

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
export type { SaveOptions, SavePolicy } from "../run/save-files.ts";
export type { Config, ConfigMethods, ConfigUpdateOptions } from "../run/config.ts";
export type { DropReason, RunStats } from "../run/run-stats.ts";
export type { LogData, OpenKeys } from "../run/log-data.ts";
export type { FinishOptions, LogOptions, MetricName, MetricOptions, Run, SummaryMode } from "../run/run.ts";
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
export { attach } from "./attach.ts";
export { createNodeWorld } from "./node-world.ts";
export { syncRunFolder, syncServer } from "./sync-run-folder.ts";
export type { SyncRunFolderOptions, SyncServerOptions } from "./sync-run-folder.ts";
