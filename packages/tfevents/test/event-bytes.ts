import { maskedCrc32c } from "../src/crc32c.ts";

/** A record as event files frame it. */
export function frame(payload: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(payload.length + 16);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(payload.length), true);
  view.setUint32(8, maskedCrc32c(bytes, 0, 8), true);
  bytes.set(payload, 12);
  view.setUint32(12 + payload.length, maskedCrc32c(payload), true);
  return bytes;
}

/** A protobuf field of bytes, text or a message. */
export function field(number: number, value: Uint8Array | string): Uint8Array {
  const bytes = typeof value === "string" ? new TextEncoder().encode(value) : value;
  return join(varint(number * 8 + 2), varint(bytes.length), bytes);
}

export function integer(number: number, value: number): Uint8Array {
  return join(varint(number * 8), varint(value));
}

export function double(number: number, value: number): Uint8Array {
  return join(varint(number * 8 + 1), new Uint8Array(new Float64Array([value]).buffer));
}

/** An `Event` with the given `Summary.Value` messages. */
export function event(wallTime: number, step: number, ...values: readonly Uint8Array[]): Uint8Array {
  const summary = field(5, join(...values.map((value) => field(1, value))));
  return join(double(1, wallTime), integer(2, step), summary);
}

/** A `Summary.Value` of the old kind. */
export function scalar(tag: string, value: number): Uint8Array {
  return join(field(1, tag), float(2, value));
}

/** A `Summary.Value` of a plugin. */
export function pluginValue(tag: string, plugin: string, tensor: Uint8Array): Uint8Array {
  return join(field(1, tag), field(8, tensor), field(9, field(1, field(1, plugin))));
}

export function join(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function float(number: number, value: number): Uint8Array {
  return join(varint(number * 8 + 5), new Uint8Array(new Float32Array([value]).buffer));
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
  return Uint8Array.of(...bytes, Number(rest));
}
