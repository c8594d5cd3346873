import { createMemoryFileSystem } from "@stepwell/effects/testing";
import { expect, test } from "vitest";
import { CoreError } from "../core-error.ts";
import { readManifestFile } from "./artifact-manifest-file.ts";

async function zipped(text: string): Promise<Uint8Array> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

test("entries stand one in a line, as the official client writes them", async () => {
  const fileSystem = createMemoryFileSystem();
  const lines = [
    '{"path": "a/b", "digest": "q==", "size": 3, "extra": {}, "local_path": "/x", "skip_cache": false}',
    '{"path": "r", "digest": "etag", "ref": "s3://x/y", "size": 3, "extra": {"etag": "x"}, "skip_cache": false}',
  ];
  await fileSystem.writeFile("/m", await zipped(lines.map((line) => `${line}\n`).join("")));
  await expect(readManifestFile("/m", fileSystem)).resolves.toEqual([
    { path: "a/b", digest: "q==", ref: "", size: 3, localPath: "/x", extra: [] },
    { path: "r", digest: "etag", ref: "s3://x/y", size: 3, localPath: "", extra: [["etag", '"x"']] },
  ]);
});

test.each([
  ["that is gone", undefined, /"\/m", is of no use: it could not be read \(ENOENT\)/],
  ["that is no gzip", new Uint8Array(20), /it is damaged/],
  ["of other lines", '{"name": "a"}\n', /it is damaged/],
  ["of no JSON", "a\n", /it is damaged/],
])("a list %s is refused with a sentence", async (_, content, message) => {
  const fileSystem = createMemoryFileSystem();
  if (content !== undefined)
    await fileSystem.writeFile("/m", typeof content === "string" ? await zipped(content) : content);
  const outcome = readManifestFile("/m", fileSystem);
  await expect(outcome).rejects.toThrow(message);
  await expect(outcome).rejects.toThrow(CoreError);
});
