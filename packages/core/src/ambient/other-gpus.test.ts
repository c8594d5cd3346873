import { createMemoryFileSystem } from "@stepwell/effects/testing";
import { expect, test } from "vitest";
import { createMemoryAmbient } from "../testing/memory-ambient.ts";
import { readRocmFacts, readRocmSmi } from "./rocm-smi.ts";
import { isDescendant, readIoreg } from "./sample-gpus.ts";
import type { SystemFacts } from "./system-facts.ts";

const ROCM = JSON.stringify({
  card0: {
    "Unique ID": "0x1",
    "VBIOS version": "113-D673-1",
    "Performance Level": "auto",
    "GPU OverDrive value (%)": "0",
    "Max Graphics Package Power (W)": "300.0",
    "Card series": "MI300X",
    "Card model": "0x74a1",
    "Card vendor": "AMD",
    "Card SKU": "D673",
    "GPU use (%)": "42",
    "GPU memory use (%)": "7",
    "Temperature (Sensor memory) (C)": "51.0",
    "Average Graphics Package Power (W)": "150.0",
  },
  card1: { "GPU use (%)": "N/A", "Temperature (Sensor memory) (C)": 40 },
  system: { "Driver version": "6.0" },
});

const asObject = (items: readonly { key: string; value: unknown }[]) =>
  Object.fromEntries(items.map(({ key, value }) => [key, value]));

test("AMD's cards have W&B's metrics, and facts", () => {
  expect(asObject(readRocmSmi(`WARNING: old\n${ROCM}`))).toEqual({
    "gpu.0.gpu": 42,
    "gpu.0.memoryAllocated": 7,
    "gpu.0.temp": 51,
    "gpu.0.powerWatts": 150,
    "gpu.0.powerPercent": 50,
    "gpu.1.temp": 40,
  });
  expect(asObject(readRocmSmi(ROCM, [1]))).toEqual({ "gpu.1.temp": 40 });
  expect(readRocmFacts(ROCM)[0]).toEqual({
    id: "0",
    uniqueId: "0x1",
    vbiosVersion: "113-D673-1",
    performanceLevel: "auto",
    gpuOverdrive: "0",
    gpuMemoryOverdrive: "",
    maxPower: "300.0",
    series: "MI300X",
    model: "0x74a1",
    vendor: "AMD",
    sku: "D673",
    sclkRange: "",
    mclkRange: "",
  });
});

test.each(["", "ERROR: no driver", "{", "[]", "null", '{"card0": 7}', '{"cardx": {}}'])(
  "%j has no cards",
  (text) => {
    expect(readRocmSmi(text)).toEqual([]);
    expect(readRocmFacts(text)).toEqual([]);
  },
);

test("Apple's GPU has its load", () => {
  expect(readIoreg('"PerformanceStatistics" = {"Device Utilization %"=23,"Tiler Utilization %"=20}')).toEqual(
    [{ key: "gpu.0.gpu", value: 23 }],
  );
  expect(readIoreg("nothing")).toEqual([]);
});

test("a process is known as started by another one, whatever its name", () => {
  const stats: Record<string, string> = {
    "/proc/30/stat": "30 (a) S 7 (b)) S 20 1 1",
    "/proc/20/stat": "20 (node) S 10 1 1",
    "/proc/40/stat": "40 (loop) S 40 1 1",
  };
  const read = (path: string): string | undefined => stats[path];
  expect(isDescendant(30, 10, read)).toBe(true);
  expect(isDescendant(10, 10, read)).toBe(true);
  expect(isDescendant(20, 30, read)).toBe(false);
  expect(isDescendant(40, 10, read)).toBe(false);
  expect(isDescendant(99, 10, read)).toBe(false);
});

const SYSTEM: SystemFacts = {
  platform: "linux",
  model: "",
  cpuName: "AMD EPYC",
  physicalCores: 4,
  logicalCores: 8,
  performanceCores: 4,
  efficiencyCores: 0,
  memoryTotal: 2 ** 36,
  swapTotal: 0,
  graphics: [
    { vendor: "Cirrus Logic", model: "GD 5446", cores: 0 },
    { vendor: "NVIDIA Corporation", model: "GA100", cores: 0 },
  ],
};

const machine = (options: Parameters<typeof createMemoryAmbient>[0]) =>
  createMemoryAmbient({ fileSystem: createMemoryFileSystem(), ...options }).runInBackground("machine", {});

test("a machine is known by its processors, its memory and the GPUs of makers of GPUs", async () => {
  expect(await machine({ systemFacts: SYSTEM })).toEqual({
    cpuCount: 4,
    cpuCountLogical: 8,
    cpu: { count: 4, countLogical: 8 },
    memoryTotal: 2 ** 36,
    gpu: "GA100",
    gpuCount: 1,
  });
  expect(await machine({})).toEqual({});
});

test("what the makers' tools say counts before what the library guesses", async () => {
  const tools = { "nvidia-smi": "0, NVIDIA H200, GPU-a, 1024\n" };
  expect(await machine({ systemFacts: SYSTEM, tools })).toMatchObject({ gpu: "NVIDIA H200", gpuCount: 1 });
  const amd = await machine({ systemFacts: SYSTEM, tools: { "rocm-smi": ROCM } });
  expect(amd).toMatchObject({ gpu: "MI300X", gpuCount: 2 });
  expect(amd?.gpusAmd).toHaveLength(2);
});

test("an Apple processor is told apart", async () => {
  const mac: SystemFacts = {
    ...SYSTEM,
    platform: "darwin",
    model: "Mac15,3",
    cpuName: "Apple M3",
    efficiencyCores: 4,
    graphics: [{ vendor: "Apple", model: "Apple M3", cores: 10 }],
  };
  expect(await machine({ systemFacts: mac })).toMatchObject({
    gpu: "Apple M3",
    apple: { name: "Apple M3", ecpuCores: 4, pcpuCores: 4, gpuCores: 10, memoryGb: 64, macModel: "Mac15,3" },
  });
});
