import { createMemoryFileSystem } from "@stepwell/effects/testing";
import { describe, expect, test } from "vitest";
import { UsageError } from "../core-error.ts";
import { createTestTarget } from "../testing/create-test-target.ts";
import { Audio } from "./audio.ts";
import { Graph } from "./graph.ts";
import { Html } from "./html.ts";
import { MEDIA } from "./media.ts";
import type { Media } from "./media.ts";
import { Molecule } from "./molecule.ts";
import { Object3D } from "./object-3d.ts";
import type { Scene3D } from "./scene-3d.ts";
import { Plotly } from "./plotly.ts";
import { Vega } from "./vega.ts";
import { Video } from "./video.ts";

function log(media: Media, files: Readonly<Record<string, string>> = {}) {
  const fileSystem = createMemoryFileSystem();
  fileSystem.makeFolderSync("/home/ada");
  for (const [name, text] of Object.entries(files)) {
    fileSystem.writeFileSync(`/home/ada/${name}`, new TextEncoder().encode(text));
  }
  const { target, textOf } = createTestTarget({ fileSystem });
  const json = media[MEDIA].encode(target);
  return { json, text: textOf(json["path"]) };
}

describe("html", () => {
  const HEAD =
    '<base target="_blank"><link rel="stylesheet" type="text/css" href="https://app.wandb.ai/normalize.css" />';

  test.each([
    ["<html><body>x</body></html>", `<html><head>${HEAD}</head><body>x</body></html>`],
    ["<html><head><title>$&</title>", `<html><head>${HEAD}<title>$&</title>`],
    ["  <HEAD>x", `${HEAD}  <HEAD>x`],
    ["x\n", `${HEAD}x`],
  ])("%j gets W&B's head where W&B puts it", (markup, expected) => {
    expect(log(new Html(markup)).text).toBe(expected);
  });

  test("the path of an .html file is read, and only that", () => {
    const files = { "a.html": "<p>", "b.htm": "<i>" };
    expect(log(new Html("a.html", { inject: false }), files).text).toBe("<p>");
    expect(log(new Html("b.htm", { inject: false }), files).text).toBe("b.htm");
    expect(log(new Html("none.html", { inject: false }), files).text).toBe("none.html");
    expect(log(new Html(`${"x".repeat(300)}.html`, { inject: false })).text).toMatch(/^x+\.html$/);
    expect(log(new Html("a.html", { inject: false, dataIsNotPath: true }), files).text).toBe("a.html");
  });
});

test("an html file without additions keeps its bytes; with them its lines end as Python reads them", () => {
  const files = { "a.html": "\uFEFFa\r\nb\rc" };
  expect(log(new Html("a.html", { inject: false }), files).json).toMatchObject({ size: 9 });
  expect(log(new Html("a.html"), files).text).toMatch(/>\uFEFFa\nb\nc$/);
});

test("samples become the WAV that the official client writes", () => {
  const audio = new Audio(Float32Array.of(0, 0.5, -0.5, 1, -1, 2), { sampleRate: 8 });
  expect(Buffer.from("bytes" in audio.source ? audio.source.bytes : []).toString("hex")).toBe(
    "524946463000000057415645666d74201000000001000100080000001000000002001000646174610c00000000000040" +
      "00c0ff7f0080ff7f",
  );
  expect(audio.duration).toBe(0.75);
  expect(new Audio([0, 0, 0, 0], { sampleRate: 2, channels: 2 }).duration).toBe(1);
});

test("samples between two steps of 16 bits are rounded down, as the official client's library does", () => {
  const samples = [-0.165955990594852, -0.39533485473632046, 0.00007507774769013741, -1 / 65536, 1 / 65536];
  const { source } = new Audio(samples, { sampleRate: 8 });
  const bytes = "bytes" in source ? source.bytes : new Uint8Array();
  expect([...new Int16Array(bytes.slice(44).buffer)]).toEqual([-5439, -12955, 2, -1, 0]);
});

test("whole numbers of 16 and 32 bits fill their range, and a tensor brings its channels", () => {
  const dataOf = ({ source }: Audio) =>
    "bytes" in source ? [...new Int16Array(source.bytes.slice(44).buffer)] : [];
  const extremes = [1, -1, 32767, -32768];
  expect(dataOf(new Audio(Int16Array.from(extremes), { sampleRate: 8 }))).toEqual(extremes);
  const wide = Int32Array.of(65536, -65536, 2 ** 31 - 1, -(2 ** 31));
  expect(dataOf(new Audio(wide, { sampleRate: 8 }))).toEqual(extremes);
  const stereo = { shape: [8, 2], dtype: "float32", dataSync: () => new Float32Array(16) };
  expect(new Audio(stereo, { sampleRate: 8 }).duration).toBe(1);
});

test("an audio file is kept as it is, with its extension", () => {
  const { json, text } = log(new Audio("a.MP3", { caption: "c" }), { "a.MP3": "sound" });
  expect(json).toMatchObject({ _type: "audio-file", caption: "c", size: 5 });
  expect(json["path"]).toMatch(/\.mp3$/);
  expect(text).toBe("sound");
});

test("points are lists of rows, scenes keep their boxes", () => {
  expect(log(new Object3D(Float64Array.of(0, 0, 0, 1, 2.5, 3), { shape: [2, 3] })).text).toBe(
    "[[0,0,0],[1,2.5,3]]",
  );
  expect(log(new Object3D([[1, 2, 3, 4]])).text).toBe("[[1,2,3,4]]");
  const scene: Scene3D = { type: "lidar/beta", points: [[0, 0, 0]] };
  expect(log(new Object3D(scene)).text).toBe(
    '{"type":"lidar/beta","vectors":[],"points":[[0,0,0]],"boxes":[]}',
  );
  expect(log(new Object3D("solid", { fileType: "stl" })).json["path"]).toMatch(/\.stl$/);
  expect(log(new Object3D("a.pts.json"), { "a.pts.json": "[]" }).json["path"]).toMatch(/\.pts\.json$/);
});

test("figures are standard JSON of what they were when they were made", () => {
  const x = Float32Array.of(1, NaN);
  const plotly = new Plotly({ data: [{ x, n: 2n }], layout: { title: "t" } });
  x[0] = 9;
  expect(log(plotly)).toMatchObject({
    json: { _type: "plotly-file" },
    text: '{"data":[{"x":[1,null],"n":2}],"layout":{"title":"t"}}',
  });
  const schema = "https://vega.github.io/schema/vega/v6.json";
  expect(log(new Vega({ $schema: schema })).text).toBe(`{"$schema":"${schema}"}`);
  expect(log(new Vega({ mark: "bar" })).text).toContain("vega-lite");
});

test("a graph is the file that the official client writes", () => {
  const graph = new Graph()
    .addNode({ id: "a", className: "Dense", outputShape: [null, 2], size: [1, 2], parameters: [1] })
    .addNode({ id: "b", name: "N" })
    .addEdge("a", "b");
  const { json, text } = log(graph);
  expect(json).toMatchObject({
    _type: "graph-file",
    sha256: "64ab1b097fb217e5308714763551bd154ec791a07ab3d1577f65a6b124ee1867",
  });
  expect(text).toBe(
    '{"format":"keras","nodes":[{"name":null,"id":"a","class_name":"Dense","size":[1,2],"parameters":[1],' +
      '"output_shape":[null,2]},{"name":"N","id":"b"}],"edges":[["a","b"]]}',
  );
});

describe("what makes no media is refused with a sentence that names it", () => {
  test.each<[string, () => unknown]>([
    ['the data is "1". Give markup', () => new Html(1 as never)],
    ['the sample rate is "undefined"', () => new Audio([0])],
    ['the format "undefined"', () => new Audio(new Uint8Array(1))],
    [
      '"3" samples can\'t be shared by "2" channels',
      () => new Audio([0, 0, 0], { sampleRate: 1, channels: 2 }),
    ],
    ["neither a path nor samples", () => new Audio({} as never, { sampleRate: 1 })],
    ["is an address, and a run holds files", () => log(new Audio("https://host/a.wav"))],
    ["is an address, not a file", () => new Video("https://host/a.mp4")],
    ['"avi" is no known format', () => new Video("a.avi")],
    ['"undefined" is no known format', () => new Video(new Uint8Array(1))],
    ['the data is "an object", neither a path nor frames', () => new Video({} as never)],
    ['"txt" is no known file type', () => new Molecule("a.txt")],
    ['"a.txt" is no known file type', () => new Object3D("a.txt")],
    ['points have "2" numbers', () => new Object3D([[1, 2]])],
    ['point "0" is "x", no list of numbers', () => new Object3D(["x"] as never)],
    ['a scene of the type "x" is unknown', () => new Object3D({ type: "x" } as never)],
    [
      'shape "2 × 3" does not describe "5" numbers',
      () => new Object3D(new Float32Array(5), { shape: [2, 3] }),
    ],
    ['its "data" is "undefined". Give { data', () => new Plotly({} as never)],
    ['the specification is "a list of 0"', () => new Vega([])],
    ['there is no node "a"', () => new Graph().addEdge("a", "b")],
    ['the id "a" is taken', () => new Graph().addNode({ id: "a" }).addNode({ id: "a" })],
    ['"b.wav" could not be read (ENOENT)', () => log(new Audio("b.wav"))],
  ])("%s", (sentence, make) => {
    expect(make).toThrow(UsageError);
    expect(make).toThrow(sentence);
  });
});
