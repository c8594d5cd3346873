import { ByteReader, NotProtobuf } from "@stepwell/protocol";
import type { Item, Json } from "@stepwell/protocol";

/** What the hparams plugin says of a session: its parameters, or how it ended. */
export interface HparamsNews {
  readonly config: readonly Item[];
  readonly hasFailed: boolean;
}

const FAILURE = 2;
const MAX_DEPTH = 20;

/** Reads the content of the hparams plugin; undefined for what says nothing of a session. */
export function decodeHparams(content: Uint8Array): HparamsNews | undefined {
  try {
    return hparams(new ByteReader(content));
  } catch (error) {
    if (error instanceof NotProtobuf) return undefined;
    throw error;
  }
}

function hparams(reader: ByteReader): HparamsNews | undefined {
  let found: HparamsNews | undefined;
  while (reader.next()) {
    if (reader.field === 3) found = { config: sessionStart(reader.message()), hasFailed: false };
    else if (reader.field === 4)
      found = { config: [], hasFailed: sessionStatus(reader.message()) === FAILURE };
    else reader.skip();
  }
  return found;
}

function sessionStart(reader: ByteReader): Item[] {
  const items: Item[] = [];
  while (reader.next()) {
    if (reader.field !== 1) {
      reader.skip();
      continue;
    }
    const [name, value] = entry(reader.message(), 0);
    if (name !== "") items.push({ path: [name], value });
  }
  return items;
}

function sessionStatus(reader: ByteReader): number {
  let status = 0;
  while (reader.next()) {
    if (reader.field === 1) status = reader.integer();
    else reader.skip();
  }
  return status;
}

function entry(reader: ByteReader, depth: number): [string, Json] {
  let name = "";
  let value: Json = null;
  while (reader.next()) {
    if (reader.field === 1) name = reader.text();
    else if (reader.field === 2) value = plainValue(reader.message(), depth);
    else reader.skip();
  }
  return [name, value];
}

/** A `google.protobuf.Value`. */
function plainValue(reader: ByteReader, depth: number): Json {
  if (depth > MAX_DEPTH) throw new NotProtobuf("values within values without end");
  let value: Json = null;
  while (reader.next()) {
    if (reader.field === 2) value = reader.double();
    else if (reader.field === 3) value = reader.text();
    else if (reader.field === 4) value = reader.boolean();
    else if (reader.field === 5)
      value = Object.fromEntries(each(reader.message(), (one) => entry(one, depth + 1)));
    else if (reader.field === 6) value = each(reader.message(), (one) => plainValue(one, depth + 1));
    else reader.skip();
  }
  return value;
}

/** What a struct or a list has in its only field. */
function each<T>(reader: ByteReader, read: (one: ByteReader) => T): T[] {
  const found: T[] = [];
  while (reader.next()) {
    if (reader.field === 1) found.push(read(reader.message()));
    else reader.skip();
  }
  return found;
}
