export { decodeArtifact, encodeArtifact } from "./artifact.ts";
export { ByteReader, NotProtobuf } from "./bytes/byte-reader.ts";
export { ByteWriter } from "./bytes/byte-writer.ts";
export { crc32 } from "./bytes/crc32.ts";
export { decodeUtf8 } from "./bytes/utf8.ts";
export { createByteQueue } from "./run-file/byte-queue.ts";
export { parseJson } from "./json-parse.ts";
export { printJson } from "./json-print.ts";
export { isJsonObject, jsonAt } from "./json-shape.ts";
export { joinPath, splitPath } from "./path-key.ts";
export { ProtocolError } from "./protocol-error.ts";
export { environmentFromJson } from "./record/environment-from-json.ts";
export { environmentToJson } from "./record/environment-to-json.ts";
export { createRunFileEncoder } from "./run-file/run-file-encoder.ts";
export { createRunFileReader } from "./run-file/run-file-reader.ts";
export { decodeSeriesFrames, encodeSeriesFrames } from "./series-codec.ts";
export { EVENTS_MARK_HEADER, MARK_HEADER, READ_HEADER, SOURCE_HEADER } from "./wire-headers.ts";

export type {
  AlertView,
  ApiError,
  ArtifactCollectionView,
  ArtifactFileView,
  ArtifactVersionView,
  BulkReply,
  CellPage,
  CellView,
  ConsoleLineView,
  ConsoleMatches,
  ChartView,
  ConsolePage,
  FileView,
  KeyKind,
  KeyView,
  LiveEvent,
  LiveSubscription,
  MetricView,
  ProjectDetail,
  ProjectKeys,
  ProjectSize,
  ProjectView,
  RunDetail,
  RunGroupsRequest,
  RunGroupView,
  RunKeyView,
  RunRow,
  RunRows,
  RunRowsRequest,
  RunColor,
  RunStatus,
  RunValuesView,
  RunView,
  SessionView,
  SavedView,
  SavedViewEntry,
  SeriesRequest,
} from "./api.ts";
export type { Artifact, ArtifactEntry } from "./artifact.ts";
export type { Json, JsonObject } from "./json.ts";
export type {
  AlertRecord,
  ArtifactRecord,
  ConfigRecord,
  EnvironmentRecord,
  ExitRecord,
  FileItem,
  FilesRecord,
  HeaderRecord,
  HistoryRecord,
  Item,
  LogRecord,
  MetricRecord,
  MetricSummary,
  OpaqueRecord,
  OutputRawRecord,
  PreemptingRecord,
  RunRecord,
  StatsRecord,
  SummaryRecord,
  Telemetry,
  TelemetryRecord,
  Timestamp,
  UseArtifactRecord,
} from "./record.ts";
export type {
  AppleFacts,
  CpuFacts,
  DiskFacts,
  GpuAmdFacts,
  GpuNvidiaFacts,
  SlurmFact,
} from "./record/environment-record.ts";
export type { ByteQueue } from "./run-file/byte-queue.ts";
export type { RunFileEncoder, RunFileEncoderOptions } from "./run-file/run-file-encoder.ts";
export type { RunFileEvent, RunFileReader, RunFileReaderOptions } from "./run-file/run-file-reader.ts";
export type { SeriesFrame } from "./series-frame.ts";
