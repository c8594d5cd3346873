import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { expect, test } from "vitest";
import type { ChartRows } from "./chart-spec.ts";
import { prCurveRows } from "./pr-curve-rows.ts";
import { rocCurveRows } from "./roc-curve-rows.ts";
import { sampleByClass } from "./sample-by-class.ts";

/** Labels and scores of three classes, of whole numbers alone, so that the official client could make the same. */
function predictions(count: number, options: { modulus: number; help: number }) {
  const numbers: number[] = [];
  for (let number = 12_345n; numbers.length < count * 4; numbers.push(Number(number))) {
    number = (number * 1_103_515_245n + 12_345n) % 2n ** 31n;
  }
  const at = (index: number): number => numbers[index] as number;
  const yTrue = Array.from({ length: count }, (_, row) => ((at(row) >> 16) % options.modulus) % 3);
  const yProbas = yTrue.map((label, row) =>
    [0, 1, 2].map((one) => at(count + 3 * row + one) / 2 ** 31 + (label === one ? options.help : 0)),
  );
  return [yTrue, yProbas] as const;
}

function checksum(rows: ChartRows["rows"]): string {
  const lines = rows.map(([name, x, y]) => `${name},${Number(x).toFixed(3)},${Number(y).toFixed(3)}`);
  return bytesToHex(sha256(new TextEncoder().encode(lines.join("\n"))));
}

// The checksums are of the tables that wandb 0.30.0 makes of the same predictions, with scikit-learn 1.9.1.
const close = predictions(9001, { modulus: 3, help: 0.5 });
const uneven = predictions(40_000, { modulus: 7, help: 0 });

test.each([
  [
    "precision of equally many rows a class",
    () => prCurveRows(...close, { interpSize: 4000 }),
    "74d6a7de3705aeb141c07bd81f62f68d77af470719f5a347b052648c8e89f942",
  ],
  [
    "precision of named classes, two rows too many",
    () => prCurveRows(...close, { interpSize: 3334, labels: ["z", "b", "é"] }),
    "39ce6f0d3082898e21b3af841ff92393de830779ba24dc54df50bcca1372b666",
  ],
  [
    "rates of unequal classes",
    () => rocCurveRows(...uneven),
    "f9f3d1d0fd48b6a689b2ba3c037ce524e4e4624a99b706be91c4b5b237e99c94",
  ],
  [
    "rates of named, unequal classes",
    () => rocCurveRows(...uneven, { labels: ["z", "a", "m"] }),
    "6172c7ea88603386f725625758f46e26e846b2154c6e1db085fdcd8bdf898bf5",
  ],
])("of long curves the rows are kept that the official client keeps: %s", (_, make, expected) => {
  const { rows } = make();
  expect(rows).toHaveLength(10_000);
  expect(checksum(rows)).toBe(expected);
});

test("rates that do not exist come last, and short curves stay as they are", () => {
  const many = Array.from({ length: 9999 }, (_, x) => ["b", x, NaN] as const);
  const rows = sampleByClass([
    many,
    [
      ["a", NaN, 0],
      ["a", 0, 0],
    ],
  ]);
  expect(rows).toHaveLength(10_000);
  expect([rows[0], rows.at(-1)]).toEqual([
    ["a", 0, 0],
    ["a", NaN, 0],
  ]);
  const short = [
    ["a", 1, 0],
    ["a", 0, 0],
  ] as const;
  expect(sampleByClass([short])).toEqual(short);
});
