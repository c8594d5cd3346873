import type { ByteWriter } from "../bytes/byte-writer.ts";
import type { Telemetry } from "../record.ts";
import { writeMessage, writeText } from "./write-field.ts";

/** Writes the fields of a `TelemetryRecord`; a feature's number is its field number. */
export function encodeTelemetry(writer: ByteWriter, telemetry: Telemetry): void {
  if (telemetry.features.length > 0) {
    writeMessage(writer, 3, () => {
      for (const feature of telemetry.features) {
        writer.tag(feature, 0);
        writer.varint(1);
      }
    });
  }
  writeText(writer, 4, telemetry.pythonVersion);
  writeText(writer, 5, telemetry.cliVersion);
  writeText(writer, 12, telemetry.coreVersion);
  writeText(writer, 13, telemetry.platform);
}
