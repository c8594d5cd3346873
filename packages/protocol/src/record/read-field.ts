import type { ByteReader } from "../bytes/byte-reader.ts";
import type { Timestamp } from "../record.ts";

export function readTimestamp(parent: ByteReader): Timestamp {
  const reader = parent.message();
  const time = { seconds: 0, nanos: 0 };
  while (reader.next()) {
    if (reader.field === 1) time.seconds = reader.integer();
    else if (reader.field === 2) time.nanos = reader.integer();
    else reader.skip();
  }
  return time;
}

export function readGit(parent: ByteReader): { remoteUrl: string; commit: string } {
  const reader = parent.message();
  const git = { remoteUrl: "", commit: "" };
  while (reader.next()) {
    if (reader.field === 1) git.remoteUrl = reader.text();
    else if (reader.field === 2) git.commit = reader.text();
    else reader.skip();
  }
  return git;
}

/** Field numbers of a message of flags that are true. */
export function readFlags(parent: ByteReader): number[] {
  const reader = parent.message();
  const flags = new Map<number, boolean>();
  while (reader.next()) {
    if (reader.wireType === 0) flags.set(reader.field, reader.boolean());
    else reader.skip();
  }
  return [...flags].filter(([, isSet]) => isSet).map(([field]) => field);
}
