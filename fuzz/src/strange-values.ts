import type { SeededRandom } from "@stepwell/effects/testing";
import { pick } from "./pick.ts";

const NUMBERS = [
  0,
  -0,
  -1,
  1,
  0.5,
  NaN,
  Infinity,
  -Infinity,
  2 ** 31,
  -(2 ** 31) - 1,
  2 ** 53,
  -(2 ** 53),
  2 ** 63,
  1e308,
  5e-324,
  1e21,
];
const TEXTS = [
  "",
  " ",
  "\0",
  "a\0b",
  "null",
  "NaN",
  "{}",
  "[]",
  '{"a":',
  "__proto__",
  "constructor",
  "toString",
  "..",
  "../../etc/passwd",
  "/etc/passwd",
  String.raw`..\..\windows`,
  "%2e%2e%2f",
  "%",
  "%zz",
  "a/b",
  "a%2Fb",
  "\ud800",
  "\u202e",
  "\r\nx-injected: 1",
  "<script>alert(1)</script>",
  "'; DROP TABLE run; --",
  "(a+)+$",
  "-1",
  "1e3",
  "0x10",
  "99999999999999999999",
  "x".repeat(300),
  "x".repeat(5000),
  "é".repeat(100),
];

/** A value that programs trip over. */
export function strangeValue(random: SeededRandom): unknown {
  switch (random.integer(9)) {
    case 0:
    case 1:
      return pick(random, NUMBERS);
    case 2:
    case 3:
    case 4:
      return strangeText(random);
    case 5:
      return pick(random, [null, true, false, [], {}, [[]], [null], { a: null }]);
    case 6:
      return deep(random.integer(60));
    case 7:
      return Array.from({ length: random.integer(200) }, () => pick(random, NUMBERS));
    default:
      return Object.fromEntries(
        Array.from({ length: random.integer(12) }, () => [pick(random, TEXTS), pick(random, NUMBERS)]),
      );
  }
}

/** A text that programs trip over. */
export function strangeText(random: SeededRandom): string {
  if (random.integer(4) > 0) return pick(random, TEXTS);
  return new TextDecoder("latin1").decode(random.bytes(random.integer(40)));
}

function deep(levels: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level++) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}
