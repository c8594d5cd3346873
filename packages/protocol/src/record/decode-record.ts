import { ByteReader, NotProtobuf } from "../bytes/byte-reader.ts";
import type { LogRecord } from "../record.ts";
import { decodeConfig, decodeHistory, decodeStats, decodeSummary } from "./decode-changes.ts";
import { decodeEnvironment } from "./decode-environment.ts";
import type { ReportProblem } from "./decode-items.ts";
import { decodeMetric } from "./decode-metric.ts";
import { decodeRun } from "./decode-run.ts";
import {
  decodeAlert,
  decodeExit,
  decodeFiles,
  decodeHeader,
  decodeOutputRaw,
  decodeUseArtifact,
} from "./decode-small.ts";
import { decodeTelemetry } from "./decode-telemetry.ts";
import { MEMBER, NOT_MEMBERS } from "./member-numbers.ts";

/** What a payload amounts to: the record, if it is one, and what had to be left out or why it is none. */
export interface DecodedRecord {
  readonly record: LogRecord | undefined;
  /** Its place among the records of its file, from 1; 0 for one that does not say it. */
  readonly number: number;
  readonly problems: readonly string[];
}

/** Reads a protobuf `Record` message. Never throws: bytes that are none give no record and a problem. */
export function decodeRecord(bytes: Uint8Array): DecodedRecord {
  const problems: string[] = [];
  let number = 0;
  try {
    let record: LogRecord = { type: "opaque", field: 0, encoded: new Uint8Array(0) };
    const reader = new ByteReader(bytes);
    while (reader.next()) {
      if (reader.field === 1 && reader.wireType === 0) {
        number = reader.integer();
      } else if (reader.wireType !== 2 || NOT_MEMBERS.has(reader.field)) {
        reader.skip();
      } else {
        record = decodeMember(reader.field, reader.message(), (problem) => problems.push(problem));
      }
    }
    return { record, number, problems };
  } catch (error) {
    if (!(error instanceof NotProtobuf)) throw error;
    return { record: undefined, number, problems: [`a record is not one (${error.message})`] };
  }
}

function decodeMember(field: number, reader: ByteReader, report: ReportProblem): LogRecord {
  switch (field) {
    case MEMBER.history:
      return decodeHistory(reader, report);
    case MEMBER.summary:
      return decodeSummary(reader, report);
    case MEMBER.config:
      return decodeConfig(reader, report);
    case MEMBER.files:
      return decodeFiles(reader);
    case MEMBER.stats:
      return decodeStats(reader, report);
    case MEMBER.artifact:
      return { type: "artifact", encoded: reader.copy() };
    case MEMBER.alert:
      return decodeAlert(reader);
    case MEMBER.telemetry:
      return { type: "telemetry", ...decodeTelemetry(reader) };
    case MEMBER.metric:
      return decodeMetric(reader);
    case MEMBER["output-raw"]:
      return decodeOutputRaw(reader);
    case MEMBER.run:
      return decodeRun(reader, report);
    case MEMBER.exit:
      return decodeExit(reader);
    case MEMBER.header:
      return decodeHeader(reader);
    case MEMBER.preempting:
      return { type: "preempting" };
    case MEMBER["use-artifact"]:
      return decodeUseArtifact(reader);
    case MEMBER.environment:
      return decodeEnvironment(reader);
    default:
      return { type: "opaque", field, encoded: reader.copy() };
  }
}
