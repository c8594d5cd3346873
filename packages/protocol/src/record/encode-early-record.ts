import type { ByteWriter } from "../bytes/byte-writer.ts";
import { encodeEnvironment } from "./encode-environment.ts";
import type { EarlyRecord } from "./encode-record.ts";
import { encodeTelemetry } from "./encode-telemetry.ts";
import { writeMessage, writeText } from "./write-field.ts";

/** Writes the members of a record that stands at the beginning of a file. */
export function encodeEarlyRecord(writer: ByteWriter, record: EarlyRecord): void {
  if (record.type === "environment") return encodeEnvironment(writer, record);
  if (record.type === "telemetry") return encodeTelemetry(writer, record);
  writeMessage(writer, 1, () => {
    writeText(writer, 1, record.producer);
    writeText(writer, 2, record.minConsumer);
  });
}
