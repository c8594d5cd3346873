import { describe, expect, test } from "vitest";
import type { Assets } from "./app-ports.ts";
import { createTestServer } from "./testing/test-server.ts";

const files: Record<string, string> = { "index.html": "<html>", "assets/app.js": "code" };
const assets: Assets = {
  read: async (path) => {
    const text = Object.hasOwn(files, path) ? files[path] : undefined;
    return text === undefined
      ? undefined
      : { bytes: new TextEncoder().encode(text), contentType: "text/test" };
  },
};

describe("the page", () => {
  test("every address of the page gives the page, with a policy that keeps others out", async () => {
    const server = createTestServer({ assets });
    for (const path of ["/", "/p/demo", "/p/demo/r/v1.5", "/settings/keys"]) {
      const response = await server.request(path);
      expect(await response.text()).toBe("<html>");
      expect(response.headers.get("content-security-policy")).toContain("script-src 'self';");
      expect(response.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
      expect(response.headers.get("x-content-type-options")).toBe("nosniff");
      expect(response.headers.get("strict-transport-security")).toBeNull();
      expect(response.headers.get("cache-control")).toBe("no-cache");
    }
  });

  test("built files are kept for ever, and a missing one is not the page", async () => {
    const server = createTestServer({ assets });
    const response = await server.request("/assets/app.js");
    expect(response.headers.get("cache-control")).toContain("immutable");
    const missing = await server.request("/assets/old.js");
    expect(missing.status).toBe(404);
    expect(await missing.text()).toContain("no such file");
  });

  test("a server without a page says so", async () => {
    const response = await createTestServer().request("/");
    expect(response.status).toBe(404);
    expect(await response.text()).toContain("this server has no page");
  });
});
