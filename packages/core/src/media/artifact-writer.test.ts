import { expect, test } from "vitest";
import { artifactName } from "./artifact-writer.ts";

test("a name keeps what W&B allows, and gets a checksum when it lost something", () => {
  expect(artifactName("run-abc-t_1.x")).toBe("run-abc-t_1.x");
  expect(artifactName("run-x-Custom Chart Tables/sp_table")).toBe("run-x-CustomChartTablessp_table-7ZQGKg");
  expect(artifactName("run-a-ü/☃")).toBe("run-a--7z9u2g");
  expect(artifactName("run-a-b c")).not.toBe(artifactName("run-a-bc"));
  expect(artifactName("run-a-b c")).not.toBe(artifactName("run-a-b/c"));
});
