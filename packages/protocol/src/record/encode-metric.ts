import type { ByteWriter } from "../bytes/byte-writer.ts";
import type { MetricRecord } from "../record.ts";
import { SUMMARY_FLAGS } from "./member-numbers.ts";
import { writeFlag, writeInteger, writeMessage, writeText } from "./write-field.ts";

/** Writes the fields of a `MetricRecord`. */
export function encodeMetric(writer: ByteWriter, metric: MetricRecord): void {
  writeText(writer, 1, metric.name);
  writeText(writer, 2, metric.globName);
  writeText(writer, 4, metric.stepMetric);
  writeMessage(writer, 6, () => {
    writeFlag(writer, 1, metric.stepSync);
    writeFlag(writer, 2, metric.hidden);
    writeFlag(writer, 3, metric.defined);
  });
  if (metric.summary.length > 0) {
    writeMessage(writer, 7, () => {
      SUMMARY_FLAGS.forEach((flag, index) => {
        writeFlag(writer, index + 1, metric.summary.includes(flag));
      });
    });
  }
  if (metric.goal !== undefined) writeInteger(writer, 8, metric.goal === "minimize" ? 1 : 2);
  if (metric.overwrite) {
    writeMessage(writer, 9, () => {
      writeFlag(writer, 1, true);
    });
  }
  writeFlag(writer, 10, metric.expandedFromGlob);
}
