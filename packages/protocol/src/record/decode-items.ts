import type { ByteReader } from "../bytes/byte-reader.ts";
import type { Json } from "../json.ts";
import { parseJson } from "../json-parse.ts";
import { joinPath } from "../path-key.ts";
import { ProtocolError } from "../protocol-error.ts";
import type { Item } from "../record.ts";
import { ITEM } from "./member-numbers.ts";

/** Says that a part of a record was left out, and why. */
export type ReportProblem = (problem: string) => void;

/** Reads one history, summary or config item; undefined, and a problem reported, when its value is not JSON. */
export function decodeItem(reader: ByteReader, report: ReportProblem): Item | undefined {
  const { path, valueJson } = decodeFields(reader);
  const value = decodeValue(path, valueJson, report);
  return value === undefined ? undefined : { path, value };
}

/** Reads the path of an item, whatever its value. */
export function decodePath(reader: ByteReader): readonly string[] {
  return decodeFields(reader).path;
}

/** Reads a system metric: as an item, but its key is one text. */
export function decodeStat(
  reader: ByteReader,
  report: ReportProblem,
): { key: string; value: Json } | undefined {
  const { path, valueJson } = decodeFields(reader);
  const value = decodeValue(path, valueJson, report);
  return value === undefined ? undefined : { key: path[0] as string, value };
}

function decodeFields(reader: ByteReader): { path: readonly string[]; valueJson: string } {
  let key = "";
  let valueJson = "";
  const nested: string[] = [];
  while (reader.next()) {
    if (reader.field === ITEM.key) key = reader.text();
    else if (reader.field === ITEM.nestedKey) nested.push(reader.text());
    else if (reader.field === ITEM.valueJson) valueJson = reader.text();
    else reader.skip();
  }
  return { path: nested.length > 0 ? nested : [key], valueJson };
}

function decodeValue(path: readonly string[], valueJson: string, report: ReportProblem): Json | undefined {
  try {
    return parseJson(valueJson);
  } catch (error) {
    if (!ProtocolError.isInstance(error)) throw error;
    report(`the value of "${joinPath(path).slice(0, 200)}" is not JSON and was left out`);
    return undefined;
  }
}
