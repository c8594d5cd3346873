import { expect, test } from "vitest";
import { readTextFile } from "./read-text-file.ts";

function streamOf(...parts: Uint8Array[]): ReadableStream<Uint8Array> {
  return new Blob(parts as Uint8Array<ArrayBuffer>[]).stream();
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test("a short file is read whole, letters across pieces included", async () => {
  const euro = bytes("\u20ac");
  expect(await readTextFile(streamOf(bytes("1 "), euro.subarray(0, 1), euro.subarray(1)), 100)).toEqual({
    text: "1 \u20ac",
    isCut: false,
    isBinary: false,
  });
  expect(await readTextFile(streamOf(), 100)).toEqual({ text: "", isCut: false, isBinary: false });
});

test("of a long file the beginning is read", async () => {
  expect(await readTextFile(streamOf(bytes("abcdef"), bytes("ghi")), 4)).toMatchObject({
    text: "abcd",
    isCut: true,
  });
});

test("bytes are no text", async () => {
  expect(await readTextFile(streamOf(Uint8Array.of(1, 0, 2)), 100)).toMatchObject({ isBinary: true });
  expect(await readTextFile(streamOf(new Uint8Array(200).fill(200)), 100)).toMatchObject({ isBinary: true });
});
