import type { ByteWriter } from "../bytes/byte-writer.ts";
import type { EnvironmentRecord } from "../record.ts";
import {
  writeGit,
  writeInteger,
  writeListedText,
  writeMessage,
  writeText,
  writeTimestamp,
} from "./write-field.ts";

/** Writes the fields of an `EnvironmentRecord`. */
export function encodeEnvironment(writer: ByteWriter, environment: EnvironmentRecord): void {
  writeText(writer, 1, environment.os);
  writeText(writer, 2, environment.runtime);
  writeTimestamp(writer, 3, environment.startedAt);
  for (const argument of environment.args) writeListedText(writer, 5, argument);
  writeText(writer, 6, environment.program);
  writeText(writer, 7, environment.codePath);
  writeGit(writer, 9, environment.git);
  writeText(writer, 11, environment.root);
  writeText(writer, 12, environment.host);
  writeText(writer, 13, environment.username);
  writeText(writer, 14, environment.executable);
  writeInteger(writer, 16, environment.cpuCount);
  writeInteger(writer, 17, environment.cpuCountLogical);
  writeText(writer, 18, environment.gpu);
  writeInteger(writer, 19, environment.gpuCount);
  if (environment.memoryTotal !== 0) {
    writeMessage(writer, 21, () => {
      writeInteger(writer, 1, environment.memoryTotal);
    });
  }
  writeText(writer, 199, environment.writerId);
}
