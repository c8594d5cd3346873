import { UsageError } from "@stepwell/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { message, varint } from "../testing/protobuf.ts";
import type { FieldToWrite } from "../testing/protobuf.ts";
import { readOnnxModel } from "./read-onnx-model.ts";
import type { OnnxTensor } from "./read-tensor.ts";

const bytesOf = (numbers: { buffer: ArrayBufferLike }): Uint8Array => new Uint8Array(numbers.buffer);
const model = (...graph: FieldToWrite[]): Uint8Array => message([7, graph]);

function onlyTensor(...fields: FieldToWrite[]): OnnxTensor {
  return readOnnxModel(model([5, fields])).graph.initializers[0] as OnnxTensor;
}

test("what a file says of its model", () => {
  const bytes = message(
    [1, 9],
    [2, "pytorch"],
    [3, "2.1"],
    [4, "org.ada"],
    [5, 3],
    [8, [[2, 17]]],
    [
      8,
      [
        [1, "ai.onnx.ml"],
        [2, 3],
      ],
    ],
    [
      7,
      [
        [2, "main"],
        [
          11,
          [
            [1, "x"],
            [
              2,
              [
                [
                  1,
                  [
                    [1, 1],
                    [
                      2,
                      [
                        [1, [[2, "batch"]]],
                        [1, [[1, 28]]],
                        [1, []],
                      ],
                    ],
                  ],
                ],
              ],
            ],
          ],
        ],
        [
          12,
          [
            [1, "y"],
            [2, [[4, []]]],
          ],
        ],
      ],
    ],
  );
  expect(readOnnxModel(bytes)).toEqual({
    irVersion: 9,
    producerName: "pytorch",
    producerVersion: "2.1",
    domain: "org.ada",
    modelVersion: 3,
    opsets: { "ai.onnx": 17, "ai.onnx.ml": 3 },
    graph: {
      name: "main",
      nodes: [],
      initializers: [],
      inputs: [{ name: "x", type: "float32", shape: ["batch", 28, "?"] }],
      outputs: [{ name: "y" }],
    },
  });
});

test("nodes have their inputs, outputs, constants and graphs", () => {
  const inner: FieldToWrite[] = [
    [1, "then_branch"],
    [
      6,
      [
        [2, "inner"],
        [1, [[4, "Relu"]]],
      ],
    ],
  ];
  const constant: FieldToWrite[] = [
    [1, "value"],
    [
      5,
      [
        [1, 1],
        [2, 1],
        [9, bytesOf(Float32Array.of(2))],
      ],
    ],
  ];
  const bytes = model([
    1,
    [
      [1, "a"],
      [1, "b"],
      [2, "c"],
      [3, "If_0"],
      [4, "If"],
      [5, inner],
      [5, constant],
    ],
  ]);
  const [node] = readOnnxModel(bytes).graph.nodes;
  expect(node).toMatchObject({ name: "If_0", opType: "If", inputs: ["a", "b"], outputs: ["c"] });
  expect(node?.graphs).toMatchObject([
    { attribute: "then_branch", graph: { name: "inner", nodes: [{ opType: "Relu" }] } },
  ]);
  expect(node?.tensors[0]?.read()).toEqual(Float32Array.of(2));
});

describe("the values of a tensor", () => {
  test.each<[string, number, Uint8Array, ArrayLike<number>]>([
    ["float32", 1, bytesOf(Float32Array.of(0.5, -1)), Float32Array.of(0.5, -1)],
    ["float64", 11, bytesOf(Float64Array.of(0.1)), Float64Array.of(0.1)],
    ["int8", 3, Uint8Array.of(255), Int8Array.of(-1)],
    ["uint16", 4, bytesOf(Uint16Array.of(65_535)), Uint16Array.of(65_535)],
    ["int32", 6, bytesOf(Int32Array.of(-7)), Int32Array.of(-7)],
    ["int64", 7, bytesOf(BigInt64Array.of(-7n)), Float64Array.of(-7)],
    ["bool", 9, Uint8Array.of(1, 0), Uint8Array.of(1, 0)],
    ["float16", 10, bytesOf(Uint16Array.of(0x3c00)), Float32Array.of(1)],
    ["bfloat16", 16, bytesOf(Uint16Array.of(0x3fc0)), Float32Array.of(1.5)],
  ])("of %s are raw bytes", (type, number, raw, expected) => {
    const tensor = onlyTensor([8, "w"], [1, 1], [2, number], [9, raw]);
    expect([tensor.name, tensor.type]).toEqual(["w", type]);
    expect(tensor.read()).toEqual(expected);
  });

  test.each<[string, number, FieldToWrite, ArrayLike<number>]>([
    ["floats, packed", 1, [4, bytesOf(Float32Array.of(1, 2))], Float64Array.of(1, 2)],
    ["a float by itself", 1, [4, { float: 1.5 }], Float64Array.of(1.5)],
    [
      "small numbers, packed",
      6,
      [5, Uint8Array.from([...varint(-1), ...varint(300)])],
      Float64Array.of(-1, 300),
    ],
    ["a number by itself", 7, [7, -5], Float64Array.of(-5)],
    ["bit patterns", 10, [5, Uint8Array.from(varint(0x4000))], Float32Array.of(2)],
    ["doubles", 11, [10, bytesOf(Float64Array.of(0.25))], Float64Array.of(0.25)],
    ["numbers without a sign", 13, [11, Uint8Array.from(varint(2n ** 40n))], Float64Array.of(2 ** 40)],
  ])("may be a list of %s", (_, type, field, expected) => {
    expect(onlyTensor([1, 1], [2, type], field).read()).toEqual(expected);
  });

  test("several lists are one, and a part of a number at the end is none", () => {
    expect(onlyTensor([2, 1], [4, { float: 1 }], [4, { float: 2 }]).read()).toEqual(Float64Array.of(1, 2));
    expect(onlyTensor([2, 1], [9, Uint8Array.of(0, 0, 128, 63, 7)]).read()).toEqual(Float32Array.of(1));
  });

  test("in other files, of text and of types without numbers are not read", () => {
    expect(
      onlyTensor(
        [2, 1],
        [
          13,
          [
            [1, "location"],
            [2, "../../etc/passwd"],
          ],
        ],
        [14, 1],
      ),
    ).toMatchObject({ isExternal: true });
    expect(onlyTensor([2, 1], [14, 1]).read()).toBeUndefined();
    expect(onlyTensor([2, 8], [6, "text"]).read()).toBeUndefined();
    expect(onlyTensor([2, 99]).type).toBe("type 99");
    expect(onlyTensor([2, 99]).read()).toBeUndefined();
  });

  test("of a Buffer are not those of what lies beside it", () => {
    const bytes = model([
      5,
      [
        [1, 1],
        [2, 1],
        [9, bytesOf(Float32Array.of(3))],
      ],
    ]);
    expect(readOnnxModel(Buffer.from(bytes)).graph.initializers[0]?.read()).toEqual(Float32Array.of(3));
  });

  test("sizes may be packed, and impossible ones make no elements", () => {
    expect(onlyTensor([1, Uint8Array.from([...varint(2), ...varint(3)])]).dims).toEqual([2, 3]);
    expect(onlyTensor([1, -1], [1, 5])).toMatchObject({ dims: [-1, 5], elements: 0 });
    expect(onlyTensor([1, 2n ** 62n], [1, 2n ** 62n]).elements).toBe(Number.MAX_SAFE_INTEGER);
    expect(onlyTensor(...Array.from({ length: 100 }, (): FieldToWrite => [1, 1])).dims).toHaveLength(64);
  });
});

describe("bytes that are no model are refused", () => {
  test.each<[string, Uint8Array]>([
    ["there is no graph", new Uint8Array(0)],
    ["there is no graph", message([1, 8])],
    ["a field is longer than the file", Uint8Array.of(58, 100, 1)],
    ["a field is longer than the file", Uint8Array.from([58, ...varint(2n ** 62n)])],
    ["a field is longer than the file", Uint8Array.from([58, ...varint(-1)])],
    ["a number has no end", Uint8Array.of(8, 255)],
    ["a number has no end", Uint8Array.from({ length: 20 }, () => 255)],
    ['the wire type "3"', Uint8Array.of(11)],
    ['there is a field "0"', Uint8Array.of(0, 0)],
    ["too many fields", model([1, new Uint8Array(10_100_000).map((_, index) => (index % 2 === 0 ? 8 : 1))])],
  ])("%s", (sentence, bytes) => {
    expect(() => readOnnxModel(bytes)).toThrow(UsageError);
    expect(() => readOnnxModel(bytes)).toThrow(sentence);
  });

  test("graphs inside graphs without end", () => {
    let graph: FieldToWrite[] = [];
    for (let depth = 0; depth < 30; depth++) graph = [[1, [[5, [[6, graph]]]]]];
    expect(() => readOnnxModel(model(...graph))).toThrow('more than "16" deep');
  });

  test("whatever they are, and however they were cut or changed: never with another error", () => {
    const whole = model(
      [2, "g"],
      [
        1,
        [
          [4, "Conv"],
          [
            5,
            [
              [1, "v"],
              [
                5,
                [
                  [2, 1],
                  [4, { float: 1 }],
                ],
              ],
            ],
          ],
        ],
      ],
      [
        5,
        [
          [1, 3],
          [2, 1],
          [9, new Uint8Array(12)],
        ],
      ],
    );
    const changed = fc
      .array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 6 })
      .map((changes) => changes.reduce((bytes, [place, byte]) => bytes.with(place, byte), whole));
    const hostile = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      changed,
      fc.nat(whole.length).map((end) => whole.slice(0, end)),
    );
    fc.assert(
      fc.property(hostile, (bytes) => {
        try {
          const { graph } = readOnnxModel(bytes);
          for (const tensor of [...graph.initializers, ...graph.nodes.flatMap(({ tensors }) => tensors)])
            tensor.read();
        } catch (error) {
          expect(UsageError.isInstance(error)).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
