import { expect, test } from "vitest";
import { systemScale } from "./system-unit.ts";

test.each([
  ["disk.vda.in", "3.0 MiB"],
  ["disk./.usageGB", "3.0 GiB"],
  ["proc.memory.rssMB", "3.0 MiB"],
  ["network.recv", "3 B"],
  ["gpu.0.memoryAllocatedBytes", "3 B"],
  ["disk./.usagePercent", "3\u2009%"],
  ["gpu.0.temp", "3\u2009\u00b0C"],
  ["proc.cpu.threads", "3"],
])("%s is counted in its unit", (key, text) => {
  expect(systemScale(key).format(3)).toBe(text);
});

test("the ticks of sizes share one unit and one number of decimals", () => {
  const { labels } = systemScale("disk.vda.in").ticks(0, 1_600, 4, false);
  expect(labels).toEqual(["0", "0.5 GiB", "1.0 GiB", "1.5 GiB"]);
});
