import type { Json } from "@stepwell/protocol";
import type { Row } from "@stepwell/runlog";
import fc from "fast-check";

const key = fc.oneof(
  fc.constantFrom(
    "loss",
    "a",
    "b",
    "a.b",
    "x\\y",
    "",
    ".",
    "\\",
    "_step",
    "__proto__",
    "constructor",
    "a\0b",
    '"quoted"',
    "\ud800",
    "train/acc",
    "é\u2028",
  ),
  fc.string({ unit: "binary", maxLength: 4 }),
);

const number = fc.oneof(
  fc.double(),
  fc.integer(),
  fc.constantFrom(
    0,
    -0,
    Number.NaN,
    Infinity,
    -Infinity,
    5e-324,
    1.7976931348623157e308,
    2 ** 53,
    1763788123.123456,
  ),
);

const text = fc.string({ unit: "binary", maxLength: 6 });
const bigint = fc.oneof(
  fc.bigInt({ min: 2n ** 53n + 1n, max: 2n ** 63n - 1n }),
  fc.bigInt({ min: -(2n ** 63n), max: -(2n ** 53n) - 1n }),
);

const value = fc.letrec<{ leaf: Json; tree: Json }>((tie) => ({
  leaf: fc.oneof(number, bigint, text, fc.boolean(), fc.constant(null)),
  tree: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    tie("leaf"),
    fc.array(tie("tree"), { maxLength: 3 }),
    dictionary(tie("tree")),
    dictionary(tie("tree")).map((members) => ({ ...members, _type: "image-file" })),
  ),
})).tree;

/** A row of any shape that JSON can have, with the keys and numbers that break things. */
export const arbitraryRow: fc.Arbitrary<Row> = dictionary(value);

// fast-check's own dictionaries lose a "__proto__" that is set by assignment.
function dictionary(member: fc.Arbitrary<Json>): fc.Arbitrary<Row> {
  return fc
    .uniqueArray(fc.tuple(key, member), { maxLength: 4, selector: ([name]) => name })
    .map((members) => {
      return Object.fromEntries(members);
    });
}
