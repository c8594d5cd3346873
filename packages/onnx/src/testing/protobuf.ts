/** A field of a message: text, bytes, a message as a list of fields, a whole number, or a float in four bytes. */
export type FieldToWrite = readonly [number: number, value: FieldValue];
type FieldValue =
  | string
  | Uint8Array
  | number
  | bigint
  | { readonly float: number }
  | readonly FieldToWrite[];

/** Writes a protobuf message. */
export function message(...fields: readonly FieldToWrite[]): Uint8Array {
  return Uint8Array.from(fields.flatMap(([number, value]) => write(number, value)));
}

/** A whole number as its bytes. */
export function varint(value: number | bigint): number[] {
  let rest = BigInt.asUintN(64, BigInt(value));
  const bytes: number[] = [];
  while (rest >= 128n) {
    bytes.push(Number(rest & 127n) | 128);
    rest >>= 7n;
  }
  return [...bytes, Number(rest)];
}

function write(number: number, value: FieldValue): number[] {
  if (typeof value === "number" || typeof value === "bigint")
    return [...varint(number * 8), ...varint(value)];
  if (typeof value === "object" && "float" in value) {
    return [...varint(number * 8 + 5), ...new Uint8Array(Float32Array.of(value.float).buffer)];
  }
  const bytes =
    typeof value === "string"
      ? new TextEncoder().encode(value)
      : value instanceof Uint8Array
        ? value
        : message(...(value as readonly FieldToWrite[]));
  return [...varint(number * 8 + 2), ...varint(bytes.length), ...bytes];
}
