import { beforeEach, describe, expect, test } from "vitest";
import { createArtifactClient, md5 } from "./artifact-client.ts";
import type { ArtifactClient } from "./artifact-client.ts";
import type { CreateTestedServer, TestedServer } from "./tested-server.ts";

/** Files of runs and artifacts, by the addresses that the server signs. */
export function downloadRoutesSuite(createTestServer: CreateTestedServer): void {
  let server: TestedServer;

  let client: ArtifactClient;

  const FILES = { "page.html": "<script>alert(1)</script>", 'dir/"q"\r\nx.txt': "0123456789" };

  beforeEach(async () => {
    server = createTestServer();
    client = createArtifactClient(server);
    await client.wire.upsert({});
    await client.log({ files: FILES });
  });

  describe("a signed address", () => {
    test("gives the bytes as a download that runs no script", async () => {
      const response = await server.request(await addressOf("page.html"));
      expect(await response.text()).toBe(FILES["page.html"]);
      expect(Object.fromEntries(response.headers)).toMatchObject({
        "content-type": "text/html; charset=utf-8",
        "content-disposition": "attachment; filename*=UTF-8''page.html",
        "x-content-type-options": "nosniff",
        "content-security-policy": expect.stringContaining("sandbox"),
      });
    });

    test("puts no name into a header that could break it", async () => {
      const response = await server.request(await addressOf('dir/"q"\r\nx.txt'));
      expect(response.headers.get("content-disposition")).toBe(
        "attachment; filename*=UTF-8''%22q%22%0D%0Ax.txt",
      );
    });

    test.each([
      ["bytes=2-4", 206, "234", "bytes 2-4/10"],
      ["bytes=8-", 206, "89", "bytes 8-9/10"],
      ["bytes=-3", 206, "789", "bytes 7-9/10"],
      ["bytes=5-99", 206, "56789", "bytes 5-9/10"],
      ["bytes=10-", 416, expect.stringContaining('the range \\"bytes=10-\\" lies outside'), "bytes */10"],
      [
        "bytes=4-2",
        416,
        expect.stringContaining("outside of its 10 bytes. Ask for bytes that it has"),
        "bytes */10",
      ],
      ["bytes=-", 200, "0123456789", null],
      ["bytes=0-1,3-4", 200, "0123456789", null],
      ["lines=1-2", 200, "0123456789", null],
    ])("answers the range %s with %i", async (range, status, text, header) => {
      const path = await addressOf('dir/"q"\r\nx.txt');
      const response = await server.request(path, { headers: { range } });
      expect([response.status, await response.text()]).toEqual([status, text]);
      expect(response.headers.get("content-range")).toBe(header);
    });

    test("ends after a day, and any change to it makes it worthless", async () => {
      const path = await addressOf("page.html");
      for (const wrong of [`${path}x`, path.replace(/.\./, "x."), `${path}.a`, "/wire/downloads/a.b"]) {
        expect((await server.request(wrong)).status).toBe(403);
      }
      const etag = (await server.request(path)).headers.get("etag") ?? "";
      expect((await server.request(path, { headers: { "if-none-match": etag } })).status).toBe(304);
      server.clock.advance(24 * 60 * 60_000 + 1);
      expect((await server.request(path)).status).toBe(403);
    });

    test("for getting can't be put to, and one for putting not be read", async () => {
      const path = (await addressOf("page.html")).replace("downloads", "uploads");
      expect((await server.request(path, { method: "PUT", body: "x" })).status).toBe(403);
      const { id } = (await client.create({ files: { new: "new" } })) as { id: string };
      const [url] = await client.uploadUrls(id, { new: "new" });
      const read = new URL(url as string).pathname.replace("uploads", "downloads");
      expect((await server.request(read)).status).toBe(403);
    });
  });

  describe("an address made up from a manifest", () => {
    const hex = md5("0123456789", "hex");

    test.each([
      `/artifactsV2/default/me/demo/data/QXJ0/${hex}/x.txt`,
      `/artifactsV2/default/me/demo/data/1/QXJ0/${hex}/x.txt`,
      `/artifacts/me/${hex}`,
    ])("%s gives the content", async (path) => {
      const response = await server.request(path);
      expect([response.status, await response.text()]).toEqual([200, "0123456789"]);
    });

    test.each([
      `/artifactsV2/default/me/demo/none/QXJ0/${hex}/x.txt`,
      `/artifactsV2/default/me/other/data/QXJ0/${hex}/x.txt`,
      `/artifactsV2/default/me/demo/data/QXJ0/${"0".repeat(32)}/x.txt`,
      "/artifactsV2/default/me/demo/data/QXJ0/..%2f..%2fetc%2fpasswd/x.txt",
      `/artifacts/me/${hex.toUpperCase()}x`,
    ])("%s is 404 with a sentence", async (path) => {
      const response = await server.request(path);
      expect(response.status).toBe(404);
      expect(await response.text()).toContain("Failed to find the file");
    });
  });

  async function addressOf(name: string): Promise<string> {
    const query = `query($names: [String!]) { project(name: "demo") { artifact(name: "data:latest") {
    files(names: $names) { edges { node { name directUrl url } } } } } }`;
    const data = (await client.ask(query, { names: [name] })) as never as {
      project: { artifact: { files: { edges: [{ node: { directUrl: string } }] } } };
    };
    return new URL(data.project.artifact.files.edges[0].node.directUrl).pathname;
  }
}
