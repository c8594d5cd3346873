import type { ByteWriter } from "../bytes/byte-writer.ts";
import { ProtocolError } from "../protocol-error.ts";
import type { HistoryRecord, LogRecord } from "../record.ts";
import { encodeEnvironment } from "./encode-environment.ts";
import { encodeConfigItems, encodeItems, encodeRemovals } from "./encode-items.ts";
import { encodeMetric } from "./encode-metric.ts";
import { encodeRun } from "./encode-run.ts";
import { encodeTelemetry } from "./encode-telemetry.ts";
import { FILE_KINDS, FILE_POLICIES, ITEM, MEMBER } from "./member-numbers.ts";
import { createPathBytes } from "./path-bytes.ts";
import { writeInteger, writeMessage, writeText, writeTimestamp } from "./write-field.ts";

/** Appends records to `writer` as protobuf `Record` messages. The result throws `ProtocolError` for an opaque record. */
export function createRecordEncoder(writer: ByteWriter): (record: LogRecord, number: number) => void {
  const pathBytes = createPathBytes();

  return (record, number) => {
    if (record.type === "opaque") {
      throw new ProtocolError(
        `[protocol] Failed to encode a record: member "${record.field}" is not one that we know how to write. Leave opaque records out.`,
      );
    }
    writeInteger(writer, 1, number);
    writer.tag(MEMBER[record.type], 2);
    // A row's length takes two bytes nearly always; what is moved otherwise is short.
    const start = writer.begin(2);
    encodeMember(record);
    writer.end(start, 2);
  };

  function encodeMember(record: Exclude<LogRecord, { type: "opaque" }>): void {
    switch (record.type) {
      case "history":
        encodeItems(writer, 1, record.items, pathBytes);
        encodeStep(record);
        return;
      case "summary":
        encodeItems(writer, 1, record.update, pathBytes);
        encodeRemovals(writer, 2, record.remove);
        return;
      case "config":
        encodeConfigItems(writer, 1, record.update);
        encodeRemovals(writer, 2, record.remove);
        return;
      case "header":
        writeMessage(writer, 1, () => {
          writeText(writer, 1, record.producer);
          writeText(writer, 2, record.minConsumer);
        });
        return;
      case "run":
        encodeRun(writer, record);
        return;
      case "metric":
        encodeMetric(writer, record);
        return;
      case "environment":
        encodeEnvironment(writer, record);
        return;
      case "telemetry":
        encodeTelemetry(writer, record);
        return;
      case "files":
        for (const file of record.files) {
          writeMessage(writer, 1, () => {
            writeText(writer, 1, file.path);
            writeInteger(writer, 2, FILE_POLICIES.indexOf(file.policy));
            writeInteger(writer, 3, FILE_KINDS.indexOf(file.kind));
          });
        }
        return;
      case "stats":
        writeTimestamp(writer, 2, record.timestamp);
        for (const item of record.items) {
          writeMessage(writer, 3, () => {
            writeText(writer, 1, item.key);
            writer.tag(ITEM.valueJson, 2);
            const start = writer.begin(1);
            writer.json(item.value);
            writer.end(start, 1);
          });
        }
        return;
      case "output-raw":
        writeInteger(writer, 1, record.stream === "stdout" ? 1 : 0);
        writeTimestamp(writer, 2, record.timestamp);
        writeText(writer, 3, record.text);
        return;
      case "alert":
        writeText(writer, 1, record.title);
        writeText(writer, 2, record.text);
        writeText(writer, 3, record.level);
        writeInteger(writer, 4, record.waitDurationMs);
        return;
      case "artifact":
        writer.raw(record.encoded);
        return;
      case "use-artifact":
        writeText(writer, 1, record.id);
        writeText(writer, 2, record.artifactType);
        writeText(writer, 3, record.name);
        return;
      case "preempting":
        return;
      case "exit":
        writeInteger(writer, 1, record.exitCode);
        writeInteger(writer, 2, record.runtime);
        return;
      default:
        record satisfies never;
    }
  }

  // Readers of rows use the `_step` item; tools that look at records use this field, so it says the same.
  function encodeStep(record: HistoryRecord): void {
    for (let index = record.items.length - 1; index >= 0; index--) {
      const item = record.items[index];
      if (item === undefined || item.path.length !== 1 || item.path[0] !== "_step") continue;
      const step = item.value;
      if (typeof step !== "number" || !Number.isSafeInteger(step)) return;
      writer.tag(2, 2);
      const start = writer.begin(1);
      writeInteger(writer, 1, step);
      writer.end(start, 1);
      return;
    }
  }
}
