import { encodeEarlyRecord } from "../record/encode-early-record.ts";
import { encodeRunFile } from "./encode-run-file.ts";
import type { RunFileEncoder, RunFileEncoderOptions } from "./encode-run-file.ts";

/** Encodes records for one run file, from its start. The caller appends everything it is given, in order. */
export function createRunFileEncoder(options: RunFileEncoderOptions = {}): RunFileEncoder {
  return encodeRunFile(options, encodeEarlyRecord);
}
