import type { ByteReader } from "../bytes/byte-reader.ts";
import type {
  AlertRecord,
  ExitRecord,
  FileItem,
  FilesRecord,
  HeaderRecord,
  OutputRawRecord,
  Timestamp,
  UseArtifactRecord,
} from "../record.ts";
import { FILE_KINDS, FILE_POLICIES } from "./member-numbers.ts";
import { readTimestamp } from "./read-field.ts";

/** Reads the fields of a `HeaderRecord`. */
export function decodeHeader(reader: ByteReader): HeaderRecord {
  const header = { type: "header" as const, producer: "", minConsumer: "" };
  while (reader.next()) {
    if (reader.field !== 1) {
      reader.skip();
      continue;
    }
    const version = reader.message();
    while (version.next()) {
      if (version.field === 1) header.producer = version.text();
      else if (version.field === 2) header.minConsumer = version.text();
      else version.skip();
    }
  }
  return header;
}

/** Reads the fields of a `FilesRecord`; numbers that we don't know mean the default. */
export function decodeFiles(reader: ByteReader): FilesRecord {
  const files: FileItem[] = [];
  while (reader.next()) {
    if (reader.field === 1) files.push(decodeFile(reader.message()));
    else reader.skip();
  }
  return { type: "files", files };
}

function decodeFile(reader: ByteReader): FileItem {
  let path = "";
  let policy = 0;
  let kind = 0;
  while (reader.next()) {
    if (reader.field === 1) path = reader.text();
    else if (reader.field === 2) policy = reader.integer();
    else if (reader.field === 3) kind = reader.integer();
    else reader.skip();
  }
  return { path, policy: FILE_POLICIES[policy] ?? "now", kind: FILE_KINDS[kind] ?? "other" };
}

/** Reads the fields of an `OutputRawRecord`. */
export function decodeOutputRaw(reader: ByteReader): OutputRawRecord {
  let stream: OutputRawRecord["stream"] = "stderr";
  let timestamp: Timestamp | undefined;
  let text = "";
  while (reader.next()) {
    if (reader.field === 1) stream = reader.integer() === 1 ? "stdout" : "stderr";
    else if (reader.field === 2) timestamp = readTimestamp(reader);
    else if (reader.field === 3) text = reader.text();
    else reader.skip();
  }
  return { type: "output-raw", stream, ...(timestamp === undefined ? {} : { timestamp }), text };
}

/** Reads the fields of an `AlertRecord`. */
export function decodeAlert(reader: ByteReader): AlertRecord {
  const alert = { type: "alert" as const, title: "", text: "", level: "", waitDurationMs: 0 };
  while (reader.next()) {
    if (reader.field === 1) alert.title = reader.text();
    else if (reader.field === 2) alert.text = reader.text();
    else if (reader.field === 3) alert.level = reader.text();
    else if (reader.field === 4) alert.waitDurationMs = reader.integer();
    else reader.skip();
  }
  return alert;
}

/** Reads the fields of a `UseArtifactRecord`. */
export function decodeUseArtifact(reader: ByteReader): UseArtifactRecord {
  const use = { type: "use-artifact" as const, id: "", artifactType: "", name: "" };
  while (reader.next()) {
    if (reader.field === 1) use.id = reader.text();
    else if (reader.field === 2) use.artifactType = reader.text();
    else if (reader.field === 3) use.name = reader.text();
    else reader.skip();
  }
  return use;
}

/** Reads the fields of a `RunExitRecord`. */
export function decodeExit(reader: ByteReader): ExitRecord {
  const exit = { type: "exit" as const, exitCode: 0, runtime: 0 };
  while (reader.next()) {
    if (reader.field === 1) exit.exitCode = reader.integer();
    else if (reader.field === 2) exit.runtime = reader.integer();
    else reader.skip();
  }
  return exit;
}
