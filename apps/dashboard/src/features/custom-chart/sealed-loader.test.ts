import { expect, test } from "vitest";
import { sealedLoader } from "./sealed-loader.ts";

test.each(["https://example.com/data.json", "data.csv", "/api/runs", "file:///etc/passwd", "javascript:1"])(
  "%s is neither loaded nor linked",
  async (uri) => {
    const refused: string[] = [];
    const loader = sealedLoader((reason) => refused.push(reason));
    await expect(loader.load(uri)).rejects.toThrow("nothing is loaded");
    await expect(loader.sanitize(uri)).rejects.toThrow("nothing is loaded");
    expect(refused).toHaveLength(2);
    expect(refused[0]).toContain(`It wants "${uri}"`);
  },
);

test("a picture inside of a figure stays, unless it could hold scripts", async () => {
  const loader = sealedLoader(() => undefined);
  await expect(loader.sanitize("data:image/png;base64,AA")).resolves.toEqual({
    href: "data:image/png;base64,AA",
  });
  await expect(loader.sanitize("data:image/svg+xml;base64,AA")).rejects.toThrow();
});
