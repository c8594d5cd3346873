import type { ByteWriter } from "../bytes/byte-writer.ts";
import { ProtocolError } from "../protocol-error.ts";
import type { EarlyRecord } from "../record/encode-record.ts";
import { encodeRunFile } from "./encode-run-file.ts";
import type { RunFileEncoder, RunFileEncoderOptions } from "./encode-run-file.ts";

/**
 * Goes on with a run file that has its beginning, with less code: `encode` throws `ProtocolError` for headers, telemetry and environments
 * as well.
 */
export function createBegunFileEncoder(options: Required<RunFileEncoderOptions>): RunFileEncoder {
  return encodeRunFile(options, refuseEarly);
}

function refuseEarly(_: ByteWriter, { type }: EarlyRecord): never {
  throw new ProtocolError(
    `[protocol] Failed to encode a record: "${type}" stands at the beginning of a file, and this one has begun. Use createRunFileEncoder().`,
  );
}
