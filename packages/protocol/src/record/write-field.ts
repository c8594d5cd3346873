import type { ByteWriter } from "../bytes/byte-writer.ts";
import type { Timestamp } from "../record.ts";

/** Writes a text field; as proto3 has it, an empty one is absent. */
export function writeText(writer: ByteWriter, field: number, text: string): void {
  if (text !== "") writeListedText(writer, field, text);
}

/** Writes a text of a repeated field, where an empty one counts. */
export function writeListedText(writer: ByteWriter, field: number, text: string): void {
  writer.tag(field, 2);
  const start = writer.begin(1);
  writer.utf8(text);
  writer.end(start, 1);
}

/** Writes an integer field; 0 is absent. */
export function writeInteger(writer: ByteWriter, field: number, value: number): void {
  if (value === 0) return;
  writer.tag(field, 0);
  writer.varint(value);
}

/** Writes a flag; false is absent. */
export function writeFlag(writer: ByteWriter, field: number, value: boolean): void {
  writeInteger(writer, field, value ? 1 : 0);
}

/** Writes a message field, also an empty one: its presence is a fact. */
export function writeMessage(writer: ByteWriter, field: number, writeFields: () => void): void {
  writer.tag(field, 2);
  const start = writer.begin(1);
  writeFields();
  writer.end(start, 1);
}

export function writeTimestamp(writer: ByteWriter, field: number, time: Timestamp | undefined): void {
  if (time === undefined) return;
  writeMessage(writer, field, () => {
    writeInteger(writer, 1, time.seconds);
    writeInteger(writer, 2, time.nanos);
  });
}

export function writeGit(
  writer: ByteWriter,
  field: number,
  git: { readonly remoteUrl: string; readonly commit: string } | undefined,
): void {
  if (git === undefined) return;
  writeMessage(writer, field, () => {
    writeText(writer, 1, git.remoteUrl);
    writeText(writer, 2, git.commit);
  });
}
