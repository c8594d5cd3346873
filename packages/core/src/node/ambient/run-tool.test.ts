import { basename } from "node:path";
import { expect, test } from "vitest";
import { nodeAmbient } from "./node-ambient.ts";
import { runTool } from "./run-tool.ts";

const node = basename(process.execPath);

test("a program on the PATH is heard; one that is missing, fails or hangs is not", async () => {
  expect(await runTool(node, ["-e", "process.stdout.write('7')"], 20_000)).toBe("7");
  expect(await runTool("no-such-program-anywhere", [], 20_000)).toBeUndefined();
  expect(await runTool(node, ["-e", "process.exit(1)"], 20_000)).toBeUndefined();
  expect(await runTool(node, ["-e", "setInterval(() => 0, 1000)"], 50)).toBeUndefined();
});

test("this process and its disk have sizes", () => {
  const usage = nodeAmbient.usage();
  expect(usage.rssBytes).toBeGreaterThan(1024 ** 2);
  expect(usage.totalMemoryBytes).toBeGreaterThan(usage.rssBytes);
  expect(usage.logicalCpus).toBeGreaterThan(0);
  expect(nodeAmbient.diskUsage("/")?.sizeBytes).toBeGreaterThan(0);
  expect(nodeAmbient.diskUsage("/no/such/folder")).toBeUndefined();
});
