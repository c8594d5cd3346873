import { describe, expect, test } from "vitest";
import { UsageError } from "../core-error.ts";
import { createTestTarget } from "../testing/create-test-target.ts";
import { Audio } from "./audio.ts";
import { box3d } from "./box3d.ts";
import { Classes } from "./classes.ts";
import { Graph } from "./graph.ts";
import { Histogram } from "./histogram.ts";
import { Html } from "./html.ts";
import { Image } from "./image.ts";
import { Markdown } from "./markdown.ts";
import { MEDIA } from "./media.ts";
import { Molecule } from "./molecule.ts";
import { Object3D } from "./object-3d.ts";
import { Plotly } from "./plotly.ts";
import { Vega } from "./vega.ts";
import { Video } from "./video.ts";

/** What is given, and the parts of the sentence that name the argument or option, its value, and the remedy. */
type Row = readonly [make: () => unknown, ...parts: readonly string[]];

const any = (value: unknown): never => value as never;
const holes = (length: number): never => Object.assign([], { length }) as never;
const pixels = (): Uint8Array => new Uint8Array(4);
const image = (options: unknown): Image => new Image(pixels(), { shape: [2, 2], ...(options as object) });
const boxed = (box: unknown): Image => image({ boxes: { p: { boxes: [box], classLabels: { 1: "a" } } } });
const masked = (layer: unknown): Image => image({ masks: { m: layer } });
const position = { minX: 0, maxX: 1, minY: 0, maxY: 1 };
const frames = (options: unknown): Video =>
  new Video(new Uint8Array(4), { shape: [1, 1, 2, 2], ...(options as object) });
const sound = (options: unknown): Audio => new Audio([0, 0], { sampleRate: 8, ...(options as object) });
const cube = (options: unknown): unknown =>
  box3d({ center: [0, 0, 0], size: [1, 1, 1], color: [0, 0, 0], ...(options as object) });
const scene = (members: unknown): Object3D => new Object3D({ type: "lidar/beta", ...(members as object) });

const ROWS: Readonly<Record<string, readonly Row[]>> = {
  Image: [
    [() => new Image(any(undefined)), "an image", '"undefined"', "Give a path"],
    [() => new Image(any(7)), 'the data is "7"', "a typed array with { shape"],
    [() => new Image(any([[1, 2]])), 'the data is "a list of 1"', "a typed array with { shape"],
    [() => new Image(any({})), 'the data is "an object"', "or a tensor"],
    [() => new Image(new Uint8Array(0)), '"0" bytes', "Give all bytes"],
    [() => new Image(Uint8Array.of(1, 2)), '"2 bytes" is not a picture', "{ shape: [height, width] }"],
    [() => new Image(pixels(), any(3)), 'the options are "3"', "Give an object"],
    [() => new Image(pixels(), any(null)), 'the options are "null"', "Give an object"],
    [() => image({ captoin: "x" }), 'option "captoin" is not known', '"caption"'],
    [() => image({ caption: 5 }), 'option "caption" is "5"', "Give text"],
    [() => image({ grouping: 0.5 }), 'option "grouping" is "0.5"', "Give a whole number"],
    [() => image({ normalize: "no" }), 'option "normalize" is "no"', "Give true or false"],
    [() => image({ mode: "CMYK" }), 'the mode "CMYK"', '"LA", "RGB"'],
    [() => image({ fileType: "webp" }), 'the fileType "webp"', 'Use "png", "jpg"'],
    [() => image({ shape: "2x2" }), 'shape "2x2"', "Give [height, width]"],
    [() => image({ shape: [-2, -2] }), 'shape "-2 × -2"', "Give [height, width]"],
    [() => image({ shape: [0.5, 8] }), 'shape "0.5 × 8"', "Give [height, width]"],
    [() => image({ shape: [NaN, 2] }), 'shape "NaN × 2"', "Give [height, width]"],
    // oxlint-disable-next-line no-sparse-arrays -- A hole is what is refused.
    [() => image({ shape: [, 4] }), 'shape "undefined × 4"', "Give [height, width]"],
    [() => image({ shape: [4] }), 'shape "4"', "Give [height, width]"],
    [() => image({ shape: [1, 1, 4] }), 'shape "1 × 1 × 4"', "at least two are above one"],
    [() => image({ shape: [2 ** 40, 2 ** 40] }), "does not describe", "Give [height, width]"],
    [() => image({ shape: Array.from({ length: 1000 }, () => 1) }), "1 × 1 × …", "Give [height, width]"],
    [() => new Image({ data: any("abc"), width: 1, height: 1 }), 'the member "data"', '"abc"', "Give a path"],
    [() => new Image({ data: pixels(), width: 0, height: 2 }), 'size is "0 × 2"', "above zero"],
    [() => new Image({ data: pixels(), width: NaN, height: 2 }), 'size is "NaN × 2"', "above zero"],
    [() => new Image({ data: pixels(), width: 3, height: 1 }), '"1.3333', "3 (RGB)"],
    [() => image({ boxes: [] }), 'option "boxes" is "a list of 0"', "Give layers by name"],
    [() => image({ masks: "m" }), 'option "masks" is "m"', "Give layers by name"],
    [() => image({ classes: "cat" }), "classes", '"cat"', "Give a list"],
    [() => image({ classes: [{ id: 1 }] }), 'the name "undefined"', "{ id: 1, name:"],
  ],
  "boxes of an Image": [
    [() => image({ boxes: { p: null } }), 'layer "p"', '"null" as boxes', "Give { boxes:"],
    [() => image({ boxes: { p: { boxes: "x" } } }), '"x" as boxes', "Give { boxes:"],
    [() => boxed(null), 'box "0" of the layer "p" is "null"', "Give { position"],
    [() => boxed({ position, class_id: 1 }), 'member "class_id"', '"classId"'],
    [() => boxed({ position, classId: "1x" }), 'class "1x"', "Give a whole number"],
    [() => boxed({ position, caption: 4 }), 'caption "4"', "Give text"],
    [() => boxed({ position, domain: "px" }), 'domain "px"', 'Give "pixel"'],
    [() => boxed({ position, scores: 4 }), '"4" as scores', "Give numbers by name"],
    [() => boxed({ position, scores: { a: "1" } }), 'score "a"', '"1"', "Give a number"],
    [() => boxed({}), 'position "undefined"', "Give { minX"],
    [() => boxed({ position: { middle: 3, width: 1, height: 1 } }), "box", "Give"],
    [
      () => boxed({ position: { middle: [1], width: 1, height: 1 } }),
      'position "an object"',
      "{ middle: [x, y]",
    ],
    [() => boxed({ position: { minX: "0" } }), 'position "an object"', "all numbers"],
    [() => image({ boxes: { p: { boxes: [{ position }] } } }), 'box "0"', "Give it a classId"],
    [() => image({ boxes: { p: { boxes: [], classLabels: "a" } } }), '"classLabels" is "a"', "Give { 0:"],
    [
      () => image({ boxes: { p: { boxes: [], classLabels: { x: "a" } } } }),
      '"x" is no class number',
      "Give { 0:",
    ],
    [() => image({ boxes: { p: { boxes: [], classLabels: { 1: 2 } } } }), 'class "1" is "2"', "Give { 0:"],
  ],
  "masks of an Image": [
    [() => masked(null), 'mask "m"', '"null"', "Give { data"],
    [() => masked({ mask_data: [] }), 'member "mask_data"', '"data"'],
    [() => masked({ data: [1, 2, 3, 4] }), 'data is "a list of 4"', "new Uint8Array"],
    [() => masked({ data: pixels(), shape: [4] }), 'shape "4"', "[rows, columns]"],
    [() => masked({ data: pixels(), shape: [-2, -2] }), 'shape "-2 × -2"', "[rows, columns]"],
    [() => masked({ data: new Int16Array(4).fill(-1) }), 'holds "-1"', "from 0 to 255"],
    [() => masked({ data: new Float32Array(4).fill(NaN) }), 'holds "NaN"', "from 0 to 255"],
    [() => masked({ path: 5 }), 'path is "5"', "{ path }"],
    [() => masked({ data: pixels(), classLabels: null }), '"classLabels" is "null"', "Give { 0:"],
  ],
  Classes: [
    [() => new Classes(any(undefined)), 'they are "undefined"', "Give a list"],
    [() => new Classes(any([null])), 'entry "0" has the id "undefined"', "ids in whole numbers"],
    [() => new Classes(any([{ id: NaN, name: "a" }])), 'id "NaN"', "Give a list"],
    [() => new Classes(any([{ id: 1, name: 2 }])), 'name "2"', "Give a list"],
    [() => new Classes(any(holes(3))), 'entry "0"', "Give a list"],
  ],
  Video: [
    [() => new Video(any(null)), 'the data is "null"', "Give a path"],
    [() => new Video(any({})), 'the data is "an object"', "Give a path"],
    [() => new Video("a.avi"), '"avi" is no known format', "Give gif, mp4"],
    [() => new Video("a"), '"" is no known format', "as extension of the path"],
    [() => new Video("s3://b/a.mp4"), '"s3://b/a.mp4" is an address', "Fetch it"],
    [() => new Video(new Uint8Array(0), { format: "mp4" }), '"0" bytes', "Give all bytes"],
    [() => new Video(Uint8Array.of(1)), '"undefined" is no known format', "as { format }"],
    [() => new Video(new Float32Array(4)), 'the data is "an object"', "{ shape: [time"],
    [() => frames({ format: "avi" }), '"avi" is no known format', "Give gif"],
    [() => frames({ fps: NaN }), '"NaN" frames', "at most 100"],
    [() => frames({ fps: "9" }), '"9" frames', "at most 100"],
    [() => frames({ fps: -1 }), '"-1" frames', "at most 100"],
    [() => frames({ fps: Infinity }), '"Infinity" frames', "at most 100"],
    [() => frames({ layout: "chwt" }), 'layout is "chwt"', '"tchw"'],
    [() => frames({ caption: {} }), 'option "caption" is "an object"', "Give text"],
    [() => frames({ frameRate: 1 }), 'option "frameRate" is not known', "fps"],
    [() => frames({ shape: [-1, -1, 2, 2] }), 'shape "-1 × -1 × 2 × 2"', "[time, channels"],
    [() => frames({ shape: [2, 2] }), 'shape "2 × 2"', "[time, channels"],
    [() => frames({ shape: 4 }), 'shape "4"', "[time, channels"],
    [() => new Video(new Uint8Array(8), { shape: [1, 2, 2, 2] }), '"2" channels', "{ layout:"],
    [() => new Video(new Uint8Array(0), { shape: [0, 1, 2, 2] }), 'shape "0 × 1 × 2 × 2"', "Give [time"],
  ],
  Audio: [
    [() => new Audio(any(undefined)), 'the data is "undefined"', "Give a path"],
    [() => new Audio(any({}), { sampleRate: 8 }), 'the data is "an object"', "Float32Array"],
    [() => new Audio([0]), 'sample rate is "undefined"', "{ sampleRate: 44100 }"],
    [() => sound({ sampleRate: NaN }), 'sample rate is "NaN"', "{ sampleRate"],
    [() => sound({ sampleRate: -8 }), 'sample rate is "-8"', "{ sampleRate"],
    [() => sound({ sampleRate: "8" }), 'sample rate is "8"', "{ sampleRate"],
    [() => sound({ sampleRate: 2 ** 31 }), 'sample rate is "2147483648"', "{ sampleRate"],
    [() => new Audio("a.wav", { sampleRate: 0 }), 'sample rate is "0"', "{ sampleRate"],
    [() => sound({ channels: 0 }), 'by "0" channels', "{ channels: 2 }"],
    [() => sound({ channels: 1.5 }), 'by "1.5" channels', "{ channels: 2 }"],
    [() => sound({ channels: "2" }), 'by "2" channels', "{ channels: 2 }"],
    [() => sound({ caption: 1 }), 'option "caption" is "1"', "Give text"],
    [() => sound({ rate: 1 }), 'option "rate" is not known', '"'],
    [() => new Audio(any([0, "1"]), { sampleRate: 8 }), 'sample "1" is "1"', "list of numbers"],
    [() => new Audio(holes(3), { sampleRate: 8 }), 'sample "0" is "undefined"', "list of numbers"],
    [() => new Audio(any(new Uint32Array(2)), { sampleRate: 8 }), '"Uint32Array"', "Int16Array"],
    [() => new Audio(Uint8Array.of(1)), 'format "undefined"', '{ format: "mp3" }'],
    [() => new Audio(Uint8Array.of(1), { format: "../x" }), 'format "../x"', '{ format: "mp3" }'],
    [() => new Audio(new Uint8Array(0), { format: "mp3" }), '"0" bytes', "Give all bytes"],
  ],
  Html: [
    [() => new Html(any(undefined)), 'the data is "undefined"', "Give markup"],
    [() => new Html(any({})), 'the data is "an object"', "Give markup"],
    [() => new Html("a", { inject: any(1) }), 'option "inject" is "1"', "Give true or false"],
    [() => new Html("a", { dataIsNotPath: any("x") }), 'option "dataIsNotPath" is "x"', "Give true or false"],
    [() => new Html("a", any({ caption: "x" })), 'option "caption" is not known', "inject"],
  ],
  Markdown: [[() => new Markdown(any(null)), 'the data is "null"', "Give text"]],
  Histogram: [
    [() => new Histogram(any(null)), 'the data is "null"', "Give an array of numbers"],
    [() => new Histogram(any("abc")), 'the data is "abc"', "Give an array of numbers"],
    [() => new Histogram([1, NaN]), "NaN or an infinity", "Remove"],
    [() => new Histogram(any([1, "2"])), 'holds "2"', "Give an array of numbers"],
    [() => new Histogram(any(holes(2))), 'holds "undefined"', "Give an array of numbers"],
    [() => new Histogram([1], { bins: 513 }), '"513" bins', "from 1 to 512"],
    [() => new Histogram([1], { bins: any("9") }), '"9" bins', "from 1 to 512"],
    [() => new Histogram([1], { bins: -1 }), '"-1" bins', "from 1 to 512"],
    [() => new Histogram([1], any({ numBins: 9 })), 'option "numBins" is not known', '"bins"'],
    [
      () => new Histogram({ counts: [1], edges: [0] }),
      '"1" counts came with "1" edges',
      "Give one edge more",
    ],
    [() => new Histogram({ counts: [NaN], edges: [0, 1] }), 'hold "NaN"', "Give finite numbers"],
    [() => new Histogram({ counts: any("a"), edges: [0, 1] }), '"counts" is "a"', "Give a list"],
    [() => new Histogram({ counts: holes(1), edges: [0, 1] }), 'hold "undefined"', "Give finite"],
    [
      () => new Histogram({ counts: any({ length: 2 ** 40 }), edges: any({ length: 2 ** 40 + 1 }) }),
      '"counts" is "an object"',
      "Give a list",
    ],
  ],
  Object3D: [
    [() => new Object3D(any(undefined)), 'the data is "undefined"', "a 3D object"],
    [() => new Object3D("a.txt"), '"a.txt" is no known file type', "Give obj, gltf"],
    [() => new Object3D("https://a/b.obj"), "is an address", "Fetch it"],
    [() => new Object3D("x", { fileType: any("avi") }), '"avi" is no known file type', "{ fileType }"],
    [() => new Object3D(any({}), { fileType: "obj" }), 'the data is "an object"', "{ fileType }"],
    [() => new Object3D("", { fileType: "obj" }), '"0" bytes', "Give all bytes"],
    [() => new Object3D([[1, 2]]), '"2" numbers', "Give x, y, z"],
    [() => new Object3D(any([[1, 2, "3"]])), 'point "0"', "list of numbers"],
    // oxlint-disable-next-line no-sparse-arrays -- A hole is what is refused.
    [() => new Object3D(any([[1, , 3]])), 'point "0"', "list of numbers"],
    [
      () => new Object3D(new Float32Array(6), { shape: [-1, -6] }),
      'shape "-1 × -6"',
      "{ shape: [points, 3] }",
    ],
    [() => new Object3D(new Float32Array(6)), 'shape "6"', "{ shape: [points, 3] }"],
    [() => scene({ type: "lidar" }), 'type "lidar"', '"lidar/beta"'],
    [() => scene({ point: [] }), 'member "point"', "Give points"],
    [() => scene({ points: 5 }), 'the data is "5"', "points"],
    [() => scene({ boxes: 5 }), '"boxes" is "5"', "Give a list"],
    [() => scene({ boxes: [null] }), 'entry "0" of "boxes"', "box3d("],
    [() => scene({ boxes: [{ corners: holes(8), color: [0, 0, 0] }] }), 'entry "0" of "boxes"', "box3d("],
    [() => scene({ vectors: [{ start: [0, 0, 0] }] }), 'entry "0" of "vectors"', "{ start: [x, y, z]"],
    [() => new Object3D([[1, 2, 3]], { caption: any(3) }), 'option "caption" is "3"', "Give text"],
  ],
  box3d: [
    [() => box3d(any(undefined)), 'options are "undefined"', "Give an object"],
    [() => cube({ center: [0, 0] }), 'center is "0, 0"', "a list of 3 numbers"],
    [() => cube({ size: "big" }), 'size is "big"', "a list of 3 numbers"],
    [() => cube({ size: holes(3) }), 'size is "undefined, undefined, undefined"', "a list of 3 numbers"],
    [() => cube({ orientation: [0, 0, 0, 0] }), 'orientation is "0, 0, 0, 0"', "[1, 0, 0, 0]"],
    [() => cube({ orientation: [1, 0, 0, Infinity] }), "orientation", "Infinity", "a list of 4 numbers"],
    [() => cube({ color: "red" }), 'color is "red"', "a list of 3 numbers"],
    [() => cube({ label: 5 }), 'option "label" is "5"', "Give text"],
    [() => cube({ score: "1" }), 'score is "1"', "Give a number"],
    [() => cube({ colour: [0, 0, 0] }), 'option "colour" is not known', '"color"'],
  ],
  Molecule: [
    [() => new Molecule(any(null)), 'the data is "null"', "{ fileType }"],
    [() => new Molecule(any({}), { fileType: "pdb" }), 'the data is "an object"', "{ fileType }"],
    [() => new Molecule("a.txt"), '"txt" is no known file type', "Give one of pdb"],
    [() => new Molecule("https://a/b.pdb"), "is an address", "Fetch it"],
    [() => new Molecule(Uint8Array.of(1)), '"" is no known file type', "{ fileType }"],
    [() => new Molecule("", { fileType: "pdb" }), '"0" bytes', "Give all bytes"],
    [() => new Molecule("x", { fileType: any(3) }), 'option "fileType" is "3"', "Give text"],
  ],
  Plotly: [
    [() => new Plotly(any(null)), 'it is "null"', "Give { data"],
    [() => new Plotly(any({ data: {} })), '"data" is "an object"', "Give { data"],
    [() => new Plotly(any({ data: [1] })), 'entry "0" of its "data" is "1"', "all objects"],
    [() => new Plotly(any({ data: [], layout: "x" })), '"layout" is "x"', "all objects"],
    [() => new Plotly(any({ data: [], frames: 4 })), '"frames" is "4"', "all objects"],
  ],
  Vega: [
    [() => new Vega(any("{}")), 'specification is "{}"', "Give an object"],
    [() => new Vega([]), 'specification is "a list of 0"', "Give an object"],
    [() => new Vega({ $schema: 5 }), '"$schema" is "5"', "text as"],
  ],
  Graph: [
    [() => new Graph(any(5)), 'format is "5"', "Give text"],
    [() => new Graph().addNode(any(null)), 'options are "null"', "Give an object"],
    [() => new Graph().addNode(any({})), 'id is "undefined"', "Give text"],
    [
      () => new Graph().addNode(any({ id: "a", class_name: "x" })),
      'option "class_name" is not known',
      '"className"',
    ],
    [() => new Graph().addNode(any({ id: "a", size: 4 })), '"size" is "4"', "Give a list of numbers"],
    [
      () => new Graph().addNode(any({ id: "a", outputShape: ["x"] })),
      '"outputShape" is',
      "Give a list of numbers",
    ],
    [() => new Graph().addNode({ id: "a" }).addNode({ id: "a" }), 'id "a" is taken', "an id of its own"],
    [() => new Graph().addEdge("a", "b"), 'no node "a"', "Add the node first"],
  ],
};

const LONGEST_SENTENCE = 700;

function messageOf(make: () => unknown): string {
  try {
    make();
  } catch (error) {
    if (UsageError.isInstance(error)) return error.message;
    throw error;
  }
  throw new Error("It was taken.");
}

describe.each(Object.entries(ROWS))("what %s is not made of", (_, rows) => {
  const named = rows.map(([make, ...parts]) => ({ make, parts, sentence: parts.join(" … ") }));

  test.each(named)("$sentence", ({ make, parts }) => {
    const message = messageOf(make);
    for (const part of parts) expect(message).toContain(part);
    expect(message).toMatch(/^\[core\] Failed to [^.]+: .+\. .+[.?]$/s);
    expect(message.length).toBeLessThan(LONGEST_SENTENCE);
  });
});

const MAKERS: readonly (readonly [string, (value: unknown) => unknown])[] = [
  ["Image", (value) => new Image(any(value))],
  ["an Image's options", (value) => new Image(pixels(), any(value))],
  ["boxes", (value) => image({ boxes: value })],
  ["a box of an Image", boxed],
  ["masks", (value) => image({ masks: value })],
  ["a mask", masked],
  ["Classes", (value) => new Classes(any(value))],
  ["Video", (value) => new Video(any(value))],
  ["Audio", (value) => new Audio(any(value), { sampleRate: 8 })],
  ["Html", (value) => new Html(any(value))],
  ["Histogram", (value) => new Histogram(any(value))],
  ["Object3D", (value) => new Object3D(any(value))],
  ["points of a scene", (value) => scene({ points: value })],
  ["box3d", (value) => box3d(any(value))],
  ["Molecule", (value) => new Molecule(any(value), { fileType: "pdb" })],
  ["Plotly", (value) => new Plotly(any(value))],
  ["a trace", (value) => new Plotly({ data: [any(value)] })],
  ["Vega", (value) => new Vega({ data: value })],
  ["a node of a Graph", (value) => new Graph().addNode(any(value))],
];

/** Throws at every touch. */
function trap(): object {
  const fail = (): never => {
    throw new RangeError("touched");
  };
  return new Proxy(
    {},
    { get: fail, has: fail, ownKeys: fail, getPrototypeOf: fail, getOwnPropertyDescriptor: fail },
  );
}

const getters = (): object => {
  const names = [
    "data",
    "width",
    "shape",
    "corners",
    "center",
    "id",
    "boxes",
    "position",
    "points",
    "caption",
  ];
  const get = (): never => {
    throw new RangeError("touched");
  };
  return Object.defineProperties(
    {},
    Object.fromEntries(names.map((name) => [name, { get, enumerable: true }])),
  );
};

describe("objects that throw by themselves become a sentence, with what they threw as its cause", () => {
  test.each(MAKERS)("%s of a proxy that throws", (_, make) => {
    const message = messageOf(() => make(trap()));
    expect(message).toMatch(/^\[core\] Failed to make /);
  });

  test.each(MAKERS)("%s of getters that throw", (_, make) => {
    expect(messageOf(() => make(getters()))).toMatch(/^\[core\] Failed to /);
  });

  test("the cause is kept", () => {
    expect(() => new Image(any(trap()))).toThrow(
      expect.objectContaining({ cause: expect.any(RangeError) as RangeError }) as Error,
    );
    const disposed = { shape: [2, 2], dtype: "int32", dataSync: () => Object.keys(trap()) };
    expect(() => new Image(any(disposed))).toThrow("could not be read (touched)");
  });
});

describe("arrays that are not what they seem", () => {
  const lying = { shape: [2 ** 30, 3], dtype: "float32", dataSync: () => new Float32Array(3) };

  test.each(
    MAKERS.filter(([name]) => ["Image", "Video", "Audio", "Object3D", "Vega", "a trace"].includes(name)),
  )("%s of a tensor whose shape is larger than its data", (name, make) => {
    const value = name === "a trace" ? { x: lying } : lying;
    expect(messageOf(() => make(value))).toMatch(/does not describe "3" numbers/);
  });

  test("a buffer that was transferred has nothing in it", () => {
    const bytes = new Uint8Array(4);
    structuredClone(bytes.buffer, { transfer: [bytes.buffer] });
    expect(() => new Image(bytes, { shape: [2, 2] })).toThrow('does not describe "0" numbers');
    expect(() => new Video(bytes, { format: "mp4" })).toThrow("was not transferred");
    expect(() => new Audio(bytes, { format: "wav" })).toThrow("was not transferred");
  });

  test("bytes may change after they were given", () => {
    const bytes = Uint8Array.of(1, 2, 3);
    const clip = new Video(bytes, { format: "mp4" });
    structuredClone(bytes.buffer, { transfer: [bytes.buffer] });
    const { target } = createTestTarget();
    expect(clip[MEDIA].encode(target)).toMatchObject({ size: 3 });
  });

  test("memory that is shared between threads is read", () => {
    const shared = new Uint8Array(new SharedArrayBuffer(4));
    shared.set([1, 2, 3, 4]);
    const { target } = createTestTarget();
    const own = new Image(Uint8Array.of(1, 2, 3, 4), { shape: [2, 2] })[MEDIA].encode(target);
    expect(new Image(shared, { shape: [2, 2] })[MEDIA].encode(target)).toEqual(own);
    expect(new Video(shared, { format: "mp4" })[MEDIA].encode(target)).toMatchObject({ size: 4 });
    expect(new Molecule(shared, { fileType: "pdb" })[MEDIA].encode(target)).toMatchObject({ size: 4 });
    expect(new Histogram(shared, { bins: 2 }).counts).toEqual([2, 2]);
  });
});

describe("sizes that nobody expects", () => {
  const huge = "x".repeat(100 * 2 ** 20);

  test("text of 100 MB is named by its beginning, and is no path", () => {
    const { target } = createTestTarget();
    const makers: readonly (() => unknown)[] = [
      () => new Video(`${huge}.avi`),
      () => new Object3D(huge),
      () => new Molecule(huge),
      () => new Vega({ $schema: 1, huge }),
      () => image({ [huge]: 1 }),
      () => new Image(`https://${huge}`)[MEDIA].encode(target),
      () => new Image(`${huge}.png`)[MEDIA].encode(target),
    ];
    for (const make of makers) expect(messageOf(make).length).toBeLessThan(LONGEST_SENTENCE);
    expect(new Html(`${huge}.html`, { inject: false }).mayBePath).toBe(false);
  });

  test("a caption of 1 MB is kept", () => {
    const { target } = createTestTarget();
    const caption = "c".repeat(2 ** 20);
    expect(image({ caption })[MEDIA].encode(target)).toMatchObject({ caption });
  });

  test("a list of four thousand million entries that are not there is refused at once", () => {
    const empty = any(holes(2 ** 32 - 1));
    const makers: readonly (() => unknown)[] = [
      () => new Plotly({ data: empty }),
      () => new Classes(empty),
      () => new Audio(empty, { sampleRate: 8 }),
      () => new Object3D(empty),
      () => new Object3D([empty]),
      () => new Histogram(empty),
      () => image({ shape: empty }),
      () => image({ boxes: { p: { boxes: empty } } }),
      () => cube({ center: empty }),
      () => scene({ boxes: empty, vectors: empty }),
    ];
    for (const make of makers)
      expect(messageOf(make)).toMatch(/undefined|a list of 4294967295|"4294967295"|entry "0"/);
  });
});
