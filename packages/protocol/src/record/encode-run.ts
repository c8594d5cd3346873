import type { ByteWriter } from "../bytes/byte-writer.ts";
import type { RunRecord } from "../record.ts";
import { encodeConfigItems } from "./encode-items.ts";
import { encodeTelemetry } from "./encode-telemetry.ts";
import {
  writeFlag,
  writeGit,
  writeInteger,
  writeListedText,
  writeMessage,
  writeText,
  writeTimestamp,
} from "./write-field.ts";

/** Writes the fields of a `RunRecord`. */
export function encodeRun(writer: ByteWriter, run: RunRecord): void {
  writeText(writer, 1, run.runId);
  writeText(writer, 2, run.entity);
  writeText(writer, 3, run.project);
  if (run.config.length > 0) {
    writeMessage(writer, 4, () => {
      encodeConfigItems(writer, 1, run.config);
    });
  }
  writeText(writer, 6, run.group);
  writeText(writer, 7, run.jobType);
  writeText(writer, 8, run.displayName);
  writeText(writer, 9, run.notes);
  for (const tag of run.tags) writeListedText(writer, 10, tag);
  writeText(writer, 12, run.sweepId);
  writeText(writer, 13, run.host);
  writeInteger(writer, 14, run.startingStep);
  writeTimestamp(writer, 17, run.startTime);
  writeFlag(writer, 18, run.resumed);
  const { telemetry, branchPoint } = run;
  if (telemetry !== undefined) {
    writeMessage(writer, 19, () => {
      encodeTelemetry(writer, telemetry);
    });
  }
  writeInteger(writer, 20, run.runtime);
  writeGit(writer, 21, run.git);
  writeFlag(writer, 22, run.forked);
  if (branchPoint !== undefined) {
    writeMessage(writer, 23, () => {
      writeText(writer, 1, branchPoint.run);
      writer.tag(2, 1);
      writer.double(branchPoint.value);
      writeText(writer, 3, branchPoint.metric);
    });
  }
}
