import { ONES, TENS } from "./digit-pairs.ts";

/** The decimal place of the smallest numbers that are printed here. They go from 1e-4 up to, and without, 1e6. */
const LOWEST = -4;
const DIGITS = 17;
/** Digits are printed from two integers: the leading nine, and eight more. */
const LOW = 1e8;
/** Splits a double into two halves whose products are exact (Dekker 1971). */
const SPLIT = 2 ** 27 + 1;
/** Closer to the edge of an interval than this, rounding might decide: the engine is asked instead. */
const DOUBT = 1e-6;
const [DOT, ZERO] = [0x2e, 0x30] as const;

const powers = Float64Array.from({ length: DIGITS - LOWEST }, (_, exponent) => Number(`1e${exponent}`));
const powerHeads = powers.map(head);
/** By the exponent bits of the number, of 2^-14 up to 2^19: half a unit in the last place, and the place of the first digit of 2^n. */
const FIRST_EXPONENT = 1023 - 14;
const halves = Float64Array.from({ length: 34 }, (_, exponent) => 2 ** (exponent - 14 - 53));
const places = Int8Array.from(halves, (half) => Math.floor(Math.log10(half * 2 ** 53)));
/** The power of ten above the numbers whose first digit has this place, from `LOWEST - 1` on. */
const bounds = Float64Array.from({ length: 12 }, (_, index) => Number(`1e${index + LOWEST}`));
const bits = new Float64Array(1);
const words = new Uint32Array(bits.buffer);
const isLittleEndian = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;

/**
 * Writes the shortest decimal that reads back as `value`, the text of `String(value)`, and returns where it ends; or
 * -1 for the few numbers that it leaves to the engine. At most 23 bytes are touched. `value` is a fraction in [1e-4, 1e6). The digits are those
 * nearest to `value * 10^k`, whose exact value is a sum of two doubles, with zeros at the end for as long as the result
 * stays within half a unit in the last place. Less than half the time of printing a string and copying it.
 */
export function writeShortestDecimal(bytes: Uint8Array, at: number, value: number): number {
  bits[0] = value;
  const top = words[isLittleEndian ? 1 : 0] as number;
  // Below a power of two lie half as many numbers as above it.
  if ((top & 0xfffff) === 0 && words[isLittleEndian ? 0 : 1] === 0) return -1;
  const exponent = (top >>> 20) - FIRST_EXPONENT;
  const lowest = places[exponent] as number;
  const place = value < (bounds[lowest + 1 - LOWEST] as number) ? lowest : lowest + 1;
  const shift = DIGITS - 1 - place;
  const power = powers[shift] as number;
  // value * power = product + error, exactly.
  const product = value * power;
  const valueHead = head(value);
  const valueRest = value - valueHead;
  const powerHead = powerHeads[shift] as number;
  const powerRest = power - powerHead;
  const error =
    valueHead * powerHead - product + valueHead * powerRest + valueRest * powerHead + valueRest * powerRest;
  const half = (halves[exponent] as number) * power;
  // Multiplied by fractions, as divisions take several times as long. What a product is off by is put right below, or is
  // far smaller than what is in doubt.
  let high = Math.floor(product * 1e-8);
  const rest = product - high * LOW + error;
  let low = Math.floor(rest + 0.5);
  if (Math.abs(Math.abs(low - rest) - 0.5) < DOUBT) return -1;
  for (let unit = 10, part = 0.1; ; unit *= 10, part *= 0.1) {
    const rounded = Math.floor(rest * part + 0.5) * unit;
    const distance = Math.abs(rounded - rest);
    if (Math.abs(distance - half) < DOUBT || Math.abs(distance - unit * 0.5) < DOUBT) return -1;
    if (distance > half) break;
    if (unit === LOW) return -1;
    low = rounded;
  }
  if (low < 0) {
    high -= 1;
    low += LOW;
  } else if (low >= LOW) {
    high += 1;
    low -= LOW;
  }
  if (high < LOW || high >= 10 * LOW) return -1;
  return writeDigits(bytes, at, place, high, low);
}

function head(value: number): number {
  const large = SPLIT * value;
  return large - (large - value);
}

function writeDigits(bytes: Uint8Array, start: number, place: number, high: number, low: number): number {
  let at = start;
  if (place < 0) {
    bytes[at++] = ZERO;
    bytes[at++] = DOT;
    for (let zeros = place + 1; zeros < 0; zeros++) bytes[at++] = ZERO;
  }
  const first = (high / LOW) | 0;
  bytes[at] = ZERO + first;
  // The point is written when the digits before it lie where they belong.
  const from = place < 0 ? at + 1 : at + 2;
  writeEight(bytes, from, high - first * LOW);
  writeEight(bytes, from + 8, low);
  if (place >= 0) {
    const dot = at + place + 1;
    for (at += 1; at < dot; at++) bytes[at] = bytes[at + 1] as number;
    bytes[dot] = DOT;
  }
  let end = from + DIGITS - 1;
  while (bytes[end - 1] === ZERO) end -= 1;
  return end;
}

// Pair by pair: a chain of sixteen divisions by ten would have each wait for the one before.
function writeEight(bytes: Uint8Array, at: number, value: number): void {
  const high = (value / 1e4) | 0;
  writeFour(bytes, at, high);
  writeFour(bytes, at + 4, value - high * 1e4);
}

function writeFour(bytes: Uint8Array, at: number, value: number): void {
  const high = (value / 100) | 0;
  const low = value - high * 100;
  bytes[at] = TENS[high] as number;
  bytes[at + 1] = ONES[high] as number;
  bytes[at + 2] = TENS[low] as number;
  bytes[at + 3] = ONES[low] as number;
}
