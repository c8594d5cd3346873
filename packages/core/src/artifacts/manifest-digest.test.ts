import { expect, test } from "vitest";
import { manifestDigest } from "./manifest-digest.ts";

// The digest of names in the official client's order is tested where artifacts are logged.
test("the order of entries does not matter", () => {
  const entries = ["f", "f-x.txt", "f/\u{1F600}.txt", "f/\uFF21.txt"].map((path) => ({ path, digest: "d" }));
  expect(manifestDigest(entries.toReversed())).toBe(manifestDigest(entries));
});

test("an empty artifact has the digest that the official client gives it", () => {
  expect(manifestDigest([])).toBe("64e7c61456b10382e2f3b571ac24b659");
});
