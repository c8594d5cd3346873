import { beforeEach, describe, expect, test } from "vitest";
import { createMemoryBlobStore } from "@stepwell/storage";
import type { BlobStore } from "@stepwell/storage";
import type { JsonObject } from "@stepwell/protocol";
import { createArtifactClient, md5 } from "../testing/artifact-client.ts";
import type { ArtifactClient } from "../testing/artifact-client.ts";
import { createTestServer } from "../testing/test-server.ts";
import type { TestServer } from "../testing/test-server.ts";

const HOUR_MS = 60 * 60_000;

let blobs: BlobStore;
let server: TestServer;
let client: ArtifactClient;
beforeEach(async () => {
  blobs = createMemoryBlobStore();
  server = createTestServer({ blobs });
  client = createArtifactClient(server);
  await client.wire.upsert({});
});

interface Multipart {
  readonly storagePath: string;
  readonly uploadMultipartUrls: {
    readonly uploadID: string;
    readonly uploadUrlParts: readonly { readonly partNumber: number; readonly uploadUrl: string }[];
  };
}

async function begin(id: string, whole: string, parts: readonly string[]): Promise<Multipart> {
  const data = await client.ask(
    `mutation($input: CreateArtifactFilesInput!) { createArtifactFiles(input: $input) { files { edges { node {
      storagePath uploadUrl uploadMultipartUrls { uploadID uploadUrlParts { partNumber uploadUrl } } } } } } }`,
    {
      input: {
        artifactFiles: [
          {
            artifactID: id,
            name: "big",
            md5: md5(whole),
            uploadPartsInput: parts.map((part, at) => ({ partNumber: at + 1, hexMD5: md5(part, "hex") })),
          },
        ],
        storageLayout: "V2",
      },
    },
  );
  const payload = data["createArtifactFiles"] as never as { files: { edges: [{ node: Multipart }] } };
  return payload.files.edges[0].node;
}

async function complete(
  { storagePath, uploadMultipartUrls }: Multipart,
  tags: readonly string[],
): Promise<JsonObject> {
  return client.ask(
    `mutation($parts: [UploadPartsInput!]!, $path: String!, $upload: String!) { completeMultipartUploadArtifact(input: {
      completeMultipartAction: Complete, completedParts: $parts, artifactID: "x", storagePath: $path, uploadID: $upload}) { digest } }`,
    {
      parts: tags.map((hexMD5, at) => ({ partNumber: at + 1, hexMD5 })),
      path: storagePath,
      upload: uploadMultipartUrls.uploadID,
    },
  );
}

async function putParts({ uploadMultipartUrls }: Multipart, parts: readonly string[]): Promise<string[]> {
  const tags: string[] = [];
  for (const { partNumber, uploadUrl } of uploadMultipartUrls.uploadUrlParts) {
    const reply = await client.put(uploadUrl, parts[partNumber - 1] ?? "");
    expect(reply.status).toBe(200);
    tags.push(reply.headers.get("etag") ?? "");
  }
  return tags;
}

describe("a file in parts", () => {
  const parts = ["aaaa", "bbbb", "aaaa", "c"];
  const whole = parts.join("");

  test("is one file in the end, and the same request again changes nothing", async () => {
    const { id } = (await client.create({ files: { big: whole } })) as { id: string };
    const upload = await begin(id, whole, parts);
    const tags = await putParts(upload, parts);
    expect(tags[0]).toBe(`"${md5("aaaa", "hex")}"`);
    for (let time = 0; time < 2; time++) {
      expect(await complete(upload, tags)).toEqual({
        completeMultipartUploadArtifact: { digest: md5(whole) },
      });
    }
    await client.putManifest(id, { files: { big: whole } });
    expect(await client.commit(id)).toMatchObject({ id });
    const reply = await server.request(`/artifacts/me/${md5(whole, "hex")}`);
    expect(await reply.text()).toBe(whole);
    expect((await begin(id, whole, parts)).uploadMultipartUrls).toBeNull();
  });

  test("is not there while a part is missing, wrong or in another order", async () => {
    const { id } = (await client.create({ files: { big: whole } })) as { id: string };
    const upload = await begin(id, whole, parts);
    const [first] = upload.uploadMultipartUrls.uploadUrlParts;
    expect((await client.put(first?.uploadUrl ?? "", "other")).status).toBe(400);
    const hexes = parts.map((part) => md5(part, "hex"));
    await expect(complete(upload, hexes)).rejects.toThrow("not all of them came");
    const tags = await putParts(upload, parts);
    await expect(complete(upload, tags.toReversed())).rejects.toThrow("was announced");
    await expect(complete(upload, [])).rejects.toThrow("number of parts");
    await expect(complete({ ...upload, storagePath: "elsewhere" }, tags)).rejects.toThrow("storage path");
    expect((await server.request(`/artifacts/me/${md5(whole, "hex")}`)).status).toBe(404);
    await complete(upload, tags);
  });
});

describe("what nobody commits", () => {
  const advance = async (hours: number): Promise<void> => {
    await server.clock.advanceAsync(hours * HOUR_MS);
    await server.app.tick();
  };
  const held = async (text: string): Promise<boolean> => {
    const bytes = new TextEncoder().encode(text);
    const digest = await crypto.subtle.digest("SHA-256", bytes);
    return (await blobs.size(Array.from(new Uint8Array(digest), hex).join(""))) !== undefined;
  };
  const hex = (byte: number): string => byte.toString(16).padStart(2, "0");

  test("is removed after a day, and what was committed stays", async () => {
    await client.log({ files: { kept: "kept" } });
    const { id } = (await client.create({ name: "left", files: { left: "left" } })) as { id: string };
    await client.putFiles(id, { left: "left", kept: "kept" });
    await client.putManifest(id, { files: { left: "left" } });
    await advance(23);
    expect(await held("left")).toBe(true);
    await advance(2);
    expect([await held("left"), await held("kept")]).toEqual([false, true]);
    await expect(client.commit(id)).rejects.toThrow("there is none with this id");
    expect(await client.log({ name: "left", files: { left: "left" } })).not.toBe(id);
    expect(await held("left")).toBe(true);
  });

  test("but is asked for again meanwhile waits for a day from then", async () => {
    const { id } = (await client.create({ files: { a: "left" } })) as { id: string };
    await client.putFiles(id, { a: "left" });
    await advance(20);
    const again = (await client.create({ name: "again", files: { a: "left" } })) as { id: string };
    expect(await client.uploadUrls(again.id, { a: "left" })).toEqual([null]);
    await advance(20);
    await client.putManifest(again.id, { files: { a: "left" } });
    expect(await client.commit(again.id)).toMatchObject({ id: again.id });
  });

  test("stays where a run has the same file", async () => {
    const data = await client.ask(
      `mutation { createRunFiles(input: {projectName: "demo", runName: "abc", files: ["x"]}) { files { uploadUrl } } }`,
    );
    const { files } = data["createRunFiles"] as { files: [{ uploadUrl: string }] };
    await client.put(files[0].uploadUrl, "left");
    const { id } = (await client.create({ files: { a: "left" } })) as { id: string };
    await client.putFiles(id, { a: "left" });
    await advance(30);
    expect(await held("left")).toBe(true);
  });
});
