import { expect, test } from "vitest";
import { readNvidiaSmi } from "./nvidia-smi.ts";

test("each GPU has its metrics; what it does not support has no key", () => {
  const { items, names } = readNvidiaSmi(
    "0, NVIDIA H200, 37, 5, 1024, 4096, 41, 350.00, 700.00, 1980, 3201, 0, 2, [N/A]\n" +
      "1, NVIDIA T4, [Not Supported], 0, 0, 16384, [GPU is lost], , 70.00, 300, 405, [N/A], [N/A], 30\n\n",
  );
  expect(names).toEqual(["NVIDIA H200", "NVIDIA T4"]);
  expect(Object.fromEntries(items.map(({ key, value }) => [key, value]))).toEqual({
    "gpu.0.gpu": 37,
    "gpu.0.memory": 5,
    "gpu.0.memoryAllocatedBytes": 1024 ** 3,
    "gpu.0.temp": 41,
    "gpu.0.powerWatts": 350,
    "gpu.0.enforcedPowerLimitWatts": 700,
    "gpu.0.smClock": 1980,
    "gpu.0.memoryClock": 3201,
    "gpu.0.correctedMemoryErrors": 0,
    "gpu.0.uncorrectedMemoryErrors": 2,
    "gpu.0.memoryAllocated": 25,
    "gpu.0.powerPercent": 50,
    "gpu.1.memory": 0,
    "gpu.1.memoryAllocatedBytes": 0,
    "gpu.1.enforcedPowerLimitWatts": 70,
    "gpu.1.smClock": 300,
    "gpu.1.memoryClock": 405,
    "gpu.1.fanSpeed": 30,
    "gpu.1.memoryAllocated": 0,
  });
});

test("a message instead of rows has nothing", () => {
  const text = "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver.\n";
  expect(readNvidiaSmi(text)).toEqual({ items: [], names: [] });
});
