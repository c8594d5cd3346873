import { describe, expect, test } from "vitest";
import { createTestServer } from "../testing/test-server.ts";

const call = (headers: Record<string, string>, path = "/api/projects", init: RequestInit = {}) => {
  const server = createTestServer({ allowedHosts: ["lab.example"] });
  return server.app.fetch(new Request(`http://localhost:7733${path}`, { ...init, headers }));
};

describe("who may call", () => {
  test.each([
    "localhost:7733",
    "LOCALHOST",
    "127.0.0.1:7733",
    "127.8.8.8",
    "[::1]:80",
    "page.localhost:1",
    "lab.example",
  ])("host %s is answered", async (host) => {
    expect((await call({ host })).status).toBe(200);
  });

  test.each([
    "evil.example",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
    "x@localhost",
    "localhost/..",
    "0.0.0.0",
    "",
  ])("host %j is refused on every door", async (host) => {
    for (const path of ["/api/projects", "/", "/api/live"]) {
      const response = await call({ host }, path);
      expect(response.status).toBe(421);
      expect(await response.text()).toContain("this server answers to names of this machine only");
    }
  });

  test.each([
    { origin: "https://evil.example" },
    { origin: "null" },
    { origin: "http://localhost:3000" },
    { origin: "http://127.0.0.1:7733" },
    { "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors" },
  ])("a page of another origin is refused: %j", async (headers) => {
    const response = await call({ host: "localhost:7733", ...headers } as Record<string, string>);
    expect(response.status).toBe(403);
    expect(response.headers.get("access-control-allow-origin")).toBeNull();
  });

  test("the server's own page, a program and a followed link are answered", async () => {
    const host = "localhost:7733";
    expect((await call({ host, origin: "http://localhost:7733" })).status).toBe(200);
    expect((await call({ host, "sec-fetch-site": "same-origin" })).status).toBe(200);
    expect((await call({ host, "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" })).status).toBe(
      200,
    );
    expect((await call({ host })).status).toBe(200);
  });
});
