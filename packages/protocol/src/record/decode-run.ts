import type { ByteReader } from "../bytes/byte-reader.ts";
import type { RunRecord } from "../record.ts";
import type { ReportProblem } from "./decode-items.ts";
import { decodeConfig } from "./decode-changes.ts";
import { decodeTelemetry } from "./decode-telemetry.ts";
import { readGit, readTimestamp } from "./read-field.ts";

type Draft = { -readonly [Name in keyof RunRecord]: RunRecord[Name] };

/** Reads the fields of a `RunRecord`. */
export function decodeRun(reader: ByteReader, report: ReportProblem): RunRecord {
  const tags: string[] = [];
  const run: Draft = {
    type: "run",
    runId: "",
    entity: "",
    project: "",
    config: [],
    group: "",
    jobType: "",
    displayName: "",
    notes: "",
    tags,
    sweepId: "",
    host: "",
    startingStep: 0,
    resumed: false,
    runtime: 0,
    forked: false,
  };
  while (reader.next()) {
    switch (reader.field) {
      case 1:
        run.runId = reader.text();
        break;
      case 2:
        run.entity = reader.text();
        break;
      case 3:
        run.project = reader.text();
        break;
      case 4:
        run.config = decodeConfig(reader.message(), report).update;
        break;
      case 6:
        run.group = reader.text();
        break;
      case 7:
        run.jobType = reader.text();
        break;
      case 8:
        run.displayName = reader.text();
        break;
      case 9:
        run.notes = reader.text();
        break;
      case 10:
        tags.push(reader.text());
        break;
      case 12:
        run.sweepId = reader.text();
        break;
      case 13:
        run.host = reader.text();
        break;
      case 14:
        run.startingStep = reader.integer();
        break;
      case 17:
        run.startTime = readTimestamp(reader);
        break;
      case 18:
        run.resumed = reader.boolean();
        break;
      case 19:
        run.telemetry = decodeTelemetry(reader.message());
        break;
      case 20:
        run.runtime = reader.integer();
        break;
      case 21:
        run.git = readGit(reader);
        break;
      case 22:
        run.forked = reader.boolean();
        break;
      case 23:
        run.branchPoint = decodeBranchPoint(reader.message());
        break;
      default:
        reader.skip();
    }
  }
  return run;
}

function decodeBranchPoint(reader: ByteReader): NonNullable<RunRecord["branchPoint"]> {
  const point = { run: "", value: 0, metric: "" };
  while (reader.next()) {
    if (reader.field === 1) point.run = reader.text();
    else if (reader.field === 2) point.value = reader.double();
    else if (reader.field === 3) point.metric = reader.text();
    else reader.skip();
  }
  return point;
}
