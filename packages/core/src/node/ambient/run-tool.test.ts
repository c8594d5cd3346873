import { realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename } from "node:path";
import { expect, test } from "vitest";
import { nodeAmbient } from "./node-ambient.ts";
import { runTool } from "./run-tool.ts";

const node = basename(process.execPath);

const within = (timeoutMs: number) => ({ timeoutMs });

test("a program on the PATH is heard; one that is missing, fails or hangs is not", async () => {
  expect(await runTool(node, ["-e", "process.stdout.write('7')"], within(20_000))).toEqual({
    text: "7",
    isCut: false,
  });
  expect(await runTool("no-such-program-anywhere", [], within(20_000))).toBeUndefined();
  expect(await runTool(node, ["-e", "process.exit(1)"], within(20_000))).toBeUndefined();
  expect(await runTool(node, ["-e", "setInterval(() => 0, 1000)"], within(50))).toBeUndefined();
});

test("a program that prints without end is ended, and said to be cut", async () => {
  const endless = "const print = () => process.stdout.write('x'.repeat(1000), print); print();";
  expect(await runTool(node, ["-e", endless], { timeoutMs: 20_000, maxBytes: 2500 })).toEqual({
    text: "x".repeat(2500),
    isCut: true,
  });
});

test("a program runs in the folder that is asked for", async () => {
  const output = await runTool(node, ["-p", "process.cwd()"], {
    timeoutMs: 20_000,
    folder: realpathSync(tmpdir()),
  });
  expect(output?.text).toBe(`${realpathSync(tmpdir())}\n`);
});

test("this process and its disk have sizes", () => {
  const usage = nodeAmbient.usage();
  expect(usage.rssBytes).toBeGreaterThan(1024 ** 2);
  expect(usage.totalMemoryBytes).toBeGreaterThan(usage.rssBytes);
  expect(usage.logicalCpus).toBeGreaterThan(0);
  expect(nodeAmbient.diskUsage("/")?.sizeBytes).toBeGreaterThan(0);
  expect(nodeAmbient.diskUsage("/no/such/folder")).toBeUndefined();
});
