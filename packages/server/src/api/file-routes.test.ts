import { describe, expect, test } from "vitest";
import { SOURCE_HEADER } from "@stepwell/protocol";
import { createTestServer } from "../testing/test-server.ts";
import { createWireClient, wireRow } from "../testing/wire-client.ts";

/** The time of the world in which the files were written. */
const modifiedAt = expect.any(Number) as number;

async function setUp() {
  const server = createTestServer();
  const folder = server.folder("run-1-abc");
  folder.log({ loss: 1 });
  folder.file("media/images/a b.png", "png bytes");
  folder.file("page.html", "<script>alert(1)</script>");
  folder.file("run.exe", "bytes");
  server.fileSystem.makeFolderSync("/secret");
  server.fileSystem.writeFileSync("/secret/key.txt", new TextEncoder().encode("secret"));
  server.fileSystem.linkSync("/secret/key.txt", `${folder.path}/files/link.txt`);
  server.fileSystem.linkSync("/secret", `${folder.path}/files/away`);
  server.fileSystem.linkSync("page.html", `${folder.path}/files/inside.html`);
  await server.settle();
  return server;
}

describe("a run's files", () => {
  test("are listed page by page, and by what their paths begin with", async () => {
    const server = await setUp();
    const first = await server.get("/api/runs/demo/abc/files?limit=3");
    expect(first).toMatchObject({ files: [{}, {}, { path: "page.html" }], next: "page.html" });
    expect(await server.get("/api/runs/demo/abc/files?limit=3&after=page.html")).toEqual({
      files: [{ path: "run.exe", size: 5, modifiedAt }],
      next: null,
    });
    expect(await server.get("/api/runs/demo/abc/files?prefix=media/")).toMatchObject({
      files: [{ path: "media/images/a b.png" }],
    });
  });

  test("are sent in part to who asks for a part", async () => {
    const server = await setUp();
    const path = "/api/runs/demo/abc/files/media/images/a%20b.png";
    const part = await server.request(path, { headers: { range: "bytes=4-" } });
    expect([part.status, part.headers.get("content-range"), await part.text()]).toEqual([
      206,
      "bytes 4-8/9",
      "bytes",
    ]);
    expect((await server.request(path, { headers: { range: "bytes=9-" } })).status).toBe(416);
    const headers = { range: "bytes=4-", "if-range": '"another"' };
    expect((await server.request(path, { headers })).status).toBe(200);
  });

  test("are listed with their sizes; links that lead outside are not among them", async () => {
    const server = await setUp();
    expect(await server.get("/api/runs/demo/abc/files")).toEqual({
      files: [
        { path: "inside.html", size: 25, modifiedAt },
        { path: "media/images/a b.png", size: 9, modifiedAt },
        { path: "page.html", size: 25, modifiedAt },
        { path: "run.exe", size: 5, modifiedAt },
      ],
      next: null,
    });
  });

  test("are served with a type from a fixed list, and can do nothing in a browser", async () => {
    const server = await setUp();
    const image = await server.request("/api/runs/demo/abc/files/media/images/a%20b.png");
    expect(await image.text()).toBe("png bytes");
    expect(image.headers.get("content-type")).toBe("image/png");
    expect(image.headers.get("content-length")).toBe("9");
    const page = await server.request("/api/runs/demo/abc/files/page.html");
    expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(page.headers.get("content-security-policy")).toMatch(/^sandbox; default-src 'none';/);
    expect(page.headers.get("x-content-type-options")).toBe("nosniff");
    const bytes = await server.request("/api/runs/demo/abc/files/run.exe");
    expect(bytes.headers.get("content-type")).toBe("application/octet-stream");
  });

  test("are not sent again when the browser has them", async () => {
    const server = await setUp();
    const first = await server.request("/api/runs/demo/abc/files/page.html");
    const again = await server.request("/api/runs/demo/abc/files/page.html", {
      headers: { "if-none-match": first.headers.get("etag") ?? "" },
    });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe("");
  });

  test.each([
    "..%2f..%2f..%2f..%2fsecret%2fkey.txt",
    "..%2frun-abc.wandb",
    "media%2f..%2f..%2frun-abc.wandb",
    "..%5crun-abc.wandb",
    "%2fsecret%2fkey.txt",
    "%2e%2e%2frun-abc.wandb",
    "link.txt",
    "away/key.txt",
    "media",
    "page.html%00.png",
    "c:%2fsecret",
    "%ff%fe",
    "nothing.txt",
  ])("path %s leads nowhere", async (path) => {
    const server = await setUp();
    const response = await server.request(`/api/runs/demo/abc/files/${path}`);
    expect(response.status).toBe(404);
    expect(await response.text()).not.toContain("secret\n");
  });
});

test.each([{ [SOURCE_HEADER]: "run.wandb" }, { "x-wandb-client-id": "run.wandb" }])(
  "a source that came by wire has no folder, whatever it calls itself: %j",
  async (headers) => {
    const server = createTestServer();
    server.fileSystem.makeFolderSync("/files");
    server.fileSystem.writeFileSync("/files/key.txt", new TextEncoder().encode("secret"));
    const client = createWireClient(server);
    await client.upsert({}, headers);
    await client.history(0, [wireRow(0)], headers);
    expect(await server.get("/api/runs/demo/abc/files")).toMatchObject({ files: [] });
    expect((await server.request("/api/runs/demo/abc/files/key.txt")).status).toBe(404);
  },
);
