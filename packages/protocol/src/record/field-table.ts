import type { ByteReader } from "../bytes/byte-reader.ts";
import type { ByteWriter } from "../bytes/byte-writer.ts";
import type { Json, JsonObject } from "../json.ts";
import { writeInteger, writeText } from "./write-field.ts";

/** The plain fields of a message: number, kind, and the name in protobuf's JSON where it is another. */
export type FieldTable<Message> = {
  readonly [Name in keyof Message]: readonly [
    field: number,
    kind: Message[Name] extends string ? "text" : "u32" | "u64",
    json?: string,
  ];
};

type Values = Record<string, string | number>;
type Table = Readonly<Record<string, readonly [field: number, kind: "text" | "u32" | "u64", json?: string]>>;

/** A message whose fields are all absent. */
export function emptyMessage<Message>(table: FieldTable<Message>): Message {
  const entries = Object.entries(table as Table).map(([name, [, kind]]) => [name, kind === "text" ? "" : 0]);
  return Object.fromEntries(entries) as Message;
}

/** Takes the reader's current field into `message`; false when the table has no such field. */
export function takeField<Message>(
  table: FieldTable<Message>,
  reader: ByteReader,
  message: Message,
): boolean {
  for (const [name, [field, kind]] of Object.entries(table as Table)) {
    if (field !== reader.field) continue;
    (message as Values)[name] = kind === "text" ? reader.text() : reader.integer();
    return true;
  }
  return false;
}

/** Reads a whole message that has no other fields. */
export function readMessage<Message>(table: FieldTable<Message>, reader: ByteReader): Message {
  const message = emptyMessage(table);
  while (reader.next()) if (!takeField(table, reader, message)) reader.skip();
  return message;
}

/** Writes the fields of the table; as proto3 has it, empty ones are absent. */
export function writeFields<Message>(
  table: FieldTable<Message>,
  writer: ByteWriter,
  message: Readonly<Message>,
): void {
  for (const [name, [field]] of Object.entries(table as Table)) {
    const value = (message as Values)[name];
    if (typeof value === "string") writeText(writer, field, value);
    else writeInteger(writer, field, value ?? 0);
  }
}

/** The fields as protobuf's JSON: empty ones are left out, 64-bit integers are text. */
export function fieldsToJson<Message>(
  table: FieldTable<Message>,
  message: Readonly<Message>,
): Record<string, Json> {
  const json: Record<string, Json> = {};
  for (const [name, [, kind, jsonName = name]] of Object.entries(table as Table)) {
    const value = (message as Values)[name];
    if (value === undefined || value === "" || value === 0) continue;
    json[jsonName] = kind === "u64" ? String(value) : value;
  }
  return json;
}

/** Reads what `fieldsToJson` writes; what is not as the table says is absent. */
export function fieldsFromJson<Message>(table: FieldTable<Message>, json: JsonObject): Message {
  const message = emptyMessage(table);
  for (const [name, [, kind, jsonName = name]] of Object.entries(table as Table)) {
    const value = Object.hasOwn(json, jsonName) ? json[jsonName] : undefined;
    if (kind === "text") {
      if (typeof value === "string") (message as Values)[name] = value;
      continue;
    }
    const number = typeof value === "string" && /^\d{1,20}$/.test(value) ? Number(value) : value;
    if (typeof number === "number" && Number.isInteger(number) && number > 0)
      (message as Values)[name] = number;
  }
  return message;
}
