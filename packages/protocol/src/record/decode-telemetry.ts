import type { ByteReader } from "../bytes/byte-reader.ts";
import type { Telemetry } from "../record.ts";
import { readFlags } from "./read-field.ts";

/** Reads the fields of a `TelemetryRecord`. */
export function decodeTelemetry(reader: ByteReader): Telemetry {
  const telemetry = {
    features: [] as number[],
    pythonVersion: "",
    cliVersion: "",
    coreVersion: "",
    platform: "",
  };
  while (reader.next()) {
    if (reader.field === 3) telemetry.features = readFlags(reader);
    else if (reader.field === 4) telemetry.pythonVersion = reader.text();
    else if (reader.field === 5) telemetry.cliVersion = reader.text();
    else if (reader.field === 12) telemetry.coreVersion = reader.text();
    else if (reader.field === 13) telemetry.platform = reader.text();
    else reader.skip();
  }
  return telemetry;
}
