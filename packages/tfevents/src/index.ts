export { createEventFold } from "./create-event-fold.ts";
export type { EventFold, EventRun } from "./create-event-fold.ts";
export { decodeEvent } from "./decode-event.ts";
export type { SummaryValue, TensorBoardEvent } from "./decode-event.ts";
export { eventFileId } from "./event-file-id.ts";
export type { MediaFile } from "./media-value.ts";
export { createRecordReader } from "./record-reader.ts";
export type { RecordEvent, RecordReader } from "./record-reader.ts";
export type { Tensor } from "./tensor.ts";
