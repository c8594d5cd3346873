import { describe, expect, test } from "vitest";
import { DeliveryError } from "../core-error.ts";
import { readManifest } from "./read-manifest.ts";

const manifestOf = (name: string): string =>
  JSON.stringify({ contents: { [name]: { digest: "rL0Y20zC+Fzt72VPzMSk2A==", size: 3 } } });

describe("the names of a manifest", () => {
  test.each(["a", ".hidden", "a/.b", "a..b", "...", "a/%2e%2e/b", "__proto__", " "])("%j is one", (name) => {
    expect(readManifest(manifestOf(name), "m:v0")).toEqual([
      { name, digest: "rL0Y20zC+Fzt72VPzMSk2A==", size: 3, ref: undefined, birthArtifactId: undefined },
    ]);
  });

  test.each([
    "",
    "..",
    "../a",
    "a/../b",
    "/a",
    "C:a",
    "a\\b",
    "a\0",
    ".",
    "./a",
    "a/.",
    "a/",
    "a//b",
    "a/./b",
  ])("%j is refused", (name) => {
    const refused = (): unknown => readManifest(manifestOf(name), "m:v0");
    expect(refused).toThrow(DeliveryError);
    expect(refused).toThrow('Failed to read the list of files of the artifact "m:v0"');
  });
});
