import { expect, test } from "vitest";
import { readBytes } from "./read-bytes.ts";

const LIMIT = 1000;
const request = (body: BodyInit, headers: Record<string, string> = {}, signal?: AbortSignal) =>
  new Request("http://localhost/", {
    method: "PUT",
    body,
    headers,
    ...(signal === undefined ? {} : { signal }),
  });

async function gzip(text: string): Promise<ArrayBuffer> {
  const packed = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Response(packed).arrayBuffer();
}

test("a body is read as it is, or unpacked", async () => {
  const plain = await readBytes(request("hello", { "content-length": "5" }), LIMIT);
  expect(new TextDecoder().decode(plain)).toBe("hello");
  const packed = await gzip("hello");
  const headers = { "content-encoding": "gzip", "content-length": String(packed.byteLength) };
  expect(new TextDecoder().decode(await readBytes(request(packed, headers), LIMIT))).toBe("hello");
  expect(await readBytes(request(""), LIMIT)).toHaveLength(0);
});

test("a body that ends before its length is refused, also before its first byte", async () => {
  for (const body of ["", "hel"]) {
    await expect(readBytes(request(body, { "content-length": "5" }), LIMIT)).rejects.toMatchObject({
      status: 400,
      message: `[server] Failed to read the request: its body ended after "${body.length}" of "5" bytes. Send it again.`,
    });
  }
});

test("what is left of a request whose sender is gone is refused, whatever its length", async () => {
  const gone = AbortSignal.abort();
  await expect(readBytes(request("hel", {}, gone), LIMIT)).rejects.toMatchObject({ status: 400 });
});

test("gzip that is cut, is none, or is larger than the limit when unpacked is refused", async () => {
  const headers = { "content-encoding": "gzip" };
  const packed = await gzip("x".repeat(500));
  for (const bad of [packed.slice(0, packed.byteLength - 3), "hello"]) {
    await expect(readBytes(request(bad, headers), LIMIT)).rejects.toMatchObject({ status: 400 });
  }
  const bomb = await gzip("x".repeat(1_000_000));
  expect(bomb.byteLength).toBeLessThan(2 * LIMIT);
  await expect(readBytes(request(bomb, headers), 2 * LIMIT)).rejects.toMatchObject({ status: 413 });
});
