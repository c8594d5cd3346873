import type { ByteReader } from "../bytes/byte-reader.ts";
import type { EnvironmentRecord } from "../record.ts";
import { readGit, readTimestamp } from "./read-field.ts";

type Draft = { -readonly [Name in keyof EnvironmentRecord]: EnvironmentRecord[Name] };

/** Text fields by number. */
const TEXTS = {
  1: "os",
  2: "runtime",
  6: "program",
  7: "codePath",
  11: "root",
  12: "host",
  13: "username",
  14: "executable",
  18: "gpu",
  199: "writerId",
} as const;

/** Integer fields by number. */
const INTEGERS = { 16: "cpuCount", 17: "cpuCountLogical", 19: "gpuCount" } as const;

/** Reads the fields of an `EnvironmentRecord`. */
export function decodeEnvironment(reader: ByteReader): EnvironmentRecord {
  const args: string[] = [];
  const environment: Draft = {
    type: "environment",
    os: "",
    runtime: "",
    args,
    program: "",
    codePath: "",
    root: "",
    host: "",
    username: "",
    executable: "",
    cpuCount: 0,
    cpuCountLogical: 0,
    gpu: "",
    gpuCount: 0,
    memoryTotal: 0,
    writerId: "",
  };
  while (reader.next()) {
    const { field } = reader;
    if (field in TEXTS) environment[TEXTS[field as keyof typeof TEXTS]] = reader.text();
    else if (field in INTEGERS) environment[INTEGERS[field as keyof typeof INTEGERS]] = reader.integer();
    else if (field === 3) environment.startedAt = readTimestamp(reader);
    else if (field === 5) args.push(reader.text());
    else if (field === 9) environment.git = readGit(reader);
    else if (field === 21) environment.memoryTotal = readTotal(reader.message());
    else reader.skip();
  }
  return environment;
}

function readTotal(reader: ByteReader): number {
  let total = 0;
  while (reader.next()) {
    if (reader.field === 1) total = reader.integer();
    else reader.skip();
  }
  return total;
}
