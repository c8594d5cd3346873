export { listen } from "./node/listen.ts";
export type { ListenOptions, Listening } from "./node/listen.ts";
export { openRecording, readRecordingFile } from "./node/recording-file.ts";
export type { RecordingFile } from "./node/recording-file.ts";
