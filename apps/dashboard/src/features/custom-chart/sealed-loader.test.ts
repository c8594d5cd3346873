import { expect, test } from "vitest";
import { sealedLoader } from "./sealed-loader.ts";

test.each(["https://example.com/data.json", "data.csv", "/api/runs", "file:///etc/passwd", "javascript:1"])(
  "%s is neither loaded nor linked",
  async (uri) => {
    await expect(sealedLoader.load(uri)).rejects.toThrow("nothing is loaded");
    await expect(sealedLoader.sanitize(uri)).rejects.toThrow("nothing is loaded");
  },
);

test("a picture inside of a figure stays, unless it could hold scripts", async () => {
  await expect(sealedLoader.sanitize("data:image/png;base64,AA")).resolves.toEqual({
    href: "data:image/png;base64,AA",
  });
  await expect(sealedLoader.sanitize("data:image/svg+xml;base64,AA")).rejects.toThrow();
});
