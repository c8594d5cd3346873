import { expect, test } from "vitest";
import { artifactName } from "./artifact-writer.ts";

test("a name keeps what W&B allows, and gets a checksum when it lost something", () => {
  expect(artifactName("run-abc-t_1.x")).toBe("run-abc-t_1.x");
  expect(artifactName("run-a-b c")).not.toBe(artifactName("run-a-bc"));
  expect(artifactName("run-a-b c")).not.toBe(artifactName("run-a-b/c"));
  expect(artifactName("run-a-ü/☃")).toMatch(/^[a-zA-Z0-9_\-.]+$/);
});
