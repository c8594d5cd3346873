import { expect, test } from "vitest";
import { checkGlb, packGltf } from "./pack-gltf.ts";

const asset = { version: "2.0" };

function jsonOf(file: ArrayBuffer): Record<string, unknown> {
  const length = new DataView(file).getUint32(12, true);
  return JSON.parse(new TextDecoder().decode(new Uint8Array(file, 20, length))) as Record<string, unknown>;
}

test("buffers and pictures inside of the text become parts of one binary file", () => {
  const file = packGltf(
    JSON.stringify({
      asset,
      buffers: [
        { uri: "data:application/octet-stream;base64,AQID", byteLength: 3 },
        { uri: "data:application/octet-stream;base64,BAUG", byteLength: 3 },
      ],
      bufferViews: [{ buffer: 1, byteOffset: 1, byteLength: 2 }],
      images: [{ uri: "data:image/png;base64,BwgJ" }],
    }),
  );
  expect(jsonOf(file)).toEqual({
    asset,
    buffers: [{ byteLength: 12 }],
    bufferViews: [
      { buffer: 0, byteOffset: 5, byteLength: 2 },
      { buffer: 0, byteOffset: 8, byteLength: 3 },
    ],
    images: [{ bufferView: 1, mimeType: "image/png" }],
  });
  expect([...new Uint8Array(file).slice(-12)]).toEqual([1, 2, 3, 0, 4, 5, 6, 0, 7, 8, 9, 0]);
  expect(() => checkGlb(new Uint8Array(file))).not.toThrow();
});

test.each(["https://example.com/a.bin", "//example.com/a", "a.bin", "/api/x", "blob:x", 5, null])(
  "a buffer or picture at %j is refused",
  (uri) => {
    expect(() => packGltf(JSON.stringify({ asset, buffers: [{ uri }] }))).toThrow("outside of itself");
    expect(() => packGltf(JSON.stringify({ asset, images: [{ uri }] }))).toThrow("outside of itself");
  },
);

test("a binary file that points elsewhere is refused, and so is what is none", () => {
  const json = new TextEncoder().encode(JSON.stringify({ asset, images: [{ uri: "https://a/b.png" }] }));
  const file = new Uint8Array(20 + json.length);
  new DataView(file.buffer).setUint32(0, 0x46546c67, true);
  new DataView(file.buffer).setUint32(12, json.length, true);
  file.set(json, 20);
  expect(() => checkGlb(file)).toThrow("outside of itself");
  expect(() => checkGlb(new Uint8Array(30))).toThrow("no binary glTF");
  expect(() => packGltf("[]")).toThrow("no glTF");
});
