import { expect, test } from "vitest";
import { readNvidiaFacts, readNvidiaXml } from "./nvidia-facts.ts";
import { readNvidiaProcesses, readNvidiaSmi } from "./nvidia-smi.ts";

const asObject = (items: readonly { key: string; value: unknown }[]) =>
  Object.fromEntries(items.map(({ key, value }) => [key, value]));

const TWO =
  "0, GPU-a, 37, 5, 1024, 4096, 41, 350.00, 700.00, 1980, 3201, 0, 2, [N/A]\n" +
  "1, GPU-b, [Not Supported], 0, 0, 16384, [GPU is lost], , 70.00, 300, 405, [N/A], [N/A], 30\n\n";

test("each GPU has its metrics; what it does not support has no key", () => {
  expect(asObject(readNvidiaSmi(TWO))).toEqual({
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

test("only the GPUs that are asked for have metrics", () => {
  const keys = readNvidiaSmi(TWO, { ids: [1] }).map(({ key }) => key);
  expect(keys).not.toEqual([]);
  expect(keys.every((key) => key.startsWith("gpu.1."))).toBe(true);
});

test("a GPU that this process uses has what concerns it a second time", () => {
  const used = readNvidiaProcesses("7, GPU-b\n100, GPU-a\n[N/A], GPU-c\n", (pid) => pid === 100);
  expect([...used]).toEqual(["GPU-a"]);
  const own = readNvidiaSmi(TWO, { used }).filter(({ key }) => key.startsWith("gpu.process."));
  expect(asObject(own)).toEqual({
    "gpu.process.0.gpu": 37,
    "gpu.process.0.memory": 5,
    "gpu.process.0.memoryAllocated": 25,
    "gpu.process.0.memoryAllocatedBytes": 1024 ** 3,
    "gpu.process.0.temp": 41,
    "gpu.process.0.powerWatts": 350,
    "gpu.process.0.enforcedPowerLimitWatts": 700,
    "gpu.process.0.powerPercent": 50,
  });
});

test("a GPU that is split into instances tells less, and is no error", () => {
  const row =
    "0, GPU-a, [N/A], [N/A], [Insufficient Permissions], 143771, 30, 78.2, 700, 345, 3201, [N/A], 0, N/A\n";
  expect(readNvidiaSmi(row).map(({ key }) => key)).toEqual([
    "gpu.0.temp",
    "gpu.0.powerWatts",
    "gpu.0.enforcedPowerLimitWatts",
    "gpu.0.smClock",
    "gpu.0.memoryClock",
    "gpu.0.uncorrectedMemoryErrors",
    "gpu.0.powerPercent",
  ]);
});

test.each([
  "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver.\n",
  "No devices were found\n",
  "",
  "0\n0,\n-1, a, 2\n",
  "0, GPU-a, Infinity, 1e400, 0x10, 99999999999999999999\n",
])("%j has no metrics", (text) => {
  expect(readNvidiaSmi(text)).toEqual([]);
});

test("facts are name, memory and id; the XML adds architecture and the version of CUDA", () => {
  const rows = "0, NVIDIA H200, GPU-a, 143771\n1, NVIDIA H200 MIG 1g.18gb, [N/A], [N/A]\nWARNING: x\n";
  const memoryTotal = 143_771 * 1024 ** 2;
  expect(readNvidiaFacts(rows)).toEqual([
    { name: "NVIDIA H200", memoryTotal, cudaCores: 0, architecture: "", uuid: "GPU-a" },
    { name: "NVIDIA H200 MIG 1g.18gb", memoryTotal: 0, cudaCores: 0, architecture: "", uuid: "" },
  ]);
  const xml =
    '<?xml version="1.0" ?>\n<nvidia_smi_log>\n<cuda_version>12.8</cuda_version>\n<attached_gpus>2</attached_gpus>\n' +
    '<gpu id="00000000:1B:00.0">\n<product_name>NVIDIA H200</product_name>\n' +
    "<product_architecture>Hopper</product_architecture>\n<uuid>GPU-a</uuid>\n</gpu>\n" +
    '<gpu id="00000000:1C:00.0">\n<product_architecture>N/A</product_architecture>\n<uuid>GPU-b</uuid>\n</gpu>';
  expect(readNvidiaXml(xml)).toEqual({ cudaVersion: "12.8", architectures: new Map([["GPU-a", "Hopper"]]) });
  expect(readNvidiaXml("<cuda_version>")).toEqual({ cudaVersion: "", architectures: new Map() });
});
