import { expect, test } from "vitest";
import { createRunFileEncoder } from "../run-file/run-file-encoder.ts";
import { createRunFileReader } from "../run-file/run-file-reader.ts";
import { environmentFromJson } from "./environment-from-json.ts";
import type { EnvironmentRecord } from "./environment-record.ts";
import { environmentToJson } from "./environment-to-json.ts";

const FULL: EnvironmentRecord = {
  type: "environment",
  os: "Linux-6.1",
  runtime: "CPython 3.11.7",
  startedAt: { seconds: 1_700_000_000, nanos: 146_393_000 },
  docker: "image:1",
  args: ["--lr", "0.1"],
  program: "/w/train.py",
  codePath: "src/train.py",
  codePathLocal: "train.py",
  git: { remoteUrl: "git@host:x", commit: "c0ffee" },
  email: "ada@host",
  root: "/w",
  host: "box",
  username: "ada",
  executable: "/bin/python",
  colab: "https://colab/1",
  cpuCount: 4,
  cpuCountLogical: 8,
  gpu: "NVIDIA H200",
  gpuCount: 1,
  disks: [{ path: "/", total: 2 ** 45, used: 2 ** 44 + 1 }],
  memoryTotal: 2 ** 41 + 1,
  cpu: { count: 4, countLogical: 8 },
  apple: {
    name: "Apple M3",
    ecpuCores: 4,
    pcpuCores: 6,
    gpuCores: 16,
    memoryGb: 36,
    swapTotalBytes: 2 ** 33,
    ramTotalBytes: 36 * 2 ** 30,
    macModel: "Mac15,3",
  },
  gpusNvidia: [
    {
      name: "NVIDIA H200",
      memoryTotal: 150_754_820_096,
      cudaCores: 16_896,
      architecture: "Hopper",
      uuid: "GPU-1",
    },
  ],
  cudaVersion: "12.8",
  gpusAmd: [
    {
      id: "0",
      uniqueId: "0x1",
      vbiosVersion: "113-D-1",
      performanceLevel: "auto",
      gpuOverdrive: "0",
      gpuMemoryOverdrive: "0",
      maxPower: "300.0",
      series: "MI300X",
      model: "0x74a1",
      vendor: "AMD",
      sku: "D",
      sclkRange: "500Mhz - 1700Mhz",
      mclkRange: "400Mhz - 1600Mhz",
    },
  ],
  slurm: [{ name: "job_id", value: "42" }],
  writerId: "w",
};

const JSON_OF_FULL = {
  os: "Linux-6.1",
  python: "CPython 3.11.7",
  startedAt: "2023-11-14T22:13:20.146393Z",
  docker: "image:1",
  args: ["--lr", "0.1"],
  program: "/w/train.py",
  codePath: "src/train.py",
  codePathLocal: "train.py",
  git: { remote: "git@host:x", commit: "c0ffee" },
  email: "ada@host",
  root: "/w",
  host: "box",
  username: "ada",
  executable: "/bin/python",
  colab: "https://colab/1",
  cpu_count: 4,
  cpu_count_logical: 8,
  gpu: "NVIDIA H200",
  gpu_count: 1,
  disk: { "/": { total: "35184372088832", used: "17592186044417" } },
  memory: { total: "2199023255553" },
  cpu: { count: 4, countLogical: 8 },
  apple: {
    name: "Apple M3",
    ecpuCores: 4,
    pcpuCores: 6,
    gpuCores: 16,
    memoryGb: 36,
    swapTotalBytes: "8589934592",
    ramTotalBytes: "38654705664",
    macModel: "Mac15,3",
  },
  gpu_nvidia: [
    {
      name: "NVIDIA H200",
      memoryTotal: "150754820096",
      cudaCores: 16_896,
      architecture: "Hopper",
      uuid: "GPU-1",
    },
  ],
  cudaVersion: "12.8",
  gpu_amd: [
    {
      id: "0",
      uniqueId: "0x1",
      vbiosVersion: "113-D-1",
      performanceLevel: "auto",
      gpuOverdrive: "0",
      gpuMemoryOverdrive: "0",
      maxPower: "300.0",
      series: "MI300X",
      model: "0x74a1",
      vendor: "AMD",
      sku: "D",
      sclkRange: "500Mhz - 1700Mhz",
      mclkRange: "400Mhz - 1600Mhz",
    },
  ],
  slurm: { job_id: "42" },
  writerId: "w",
};

const EMPTY = environmentFromJson({});

function throughFile(record: EnvironmentRecord): unknown {
  const reader = createRunFileReader();
  const encoder = createRunFileEncoder();
  reader.push(encoder.header());
  reader.push(encoder.encode(record).slice());
  const event = reader.next();
  return event?.kind === "record" ? event.record : event;
}

test("every field comes back from a run file", () => {
  expect(throughFile(FULL)).toEqual(FULL);
  expect(throughFile(EMPTY)).toEqual(EMPTY);
});

test("the JSON has W&B's names, 64-bit numbers as text, and nothing that is empty", () => {
  expect(environmentToJson(FULL)).toEqual(JSON_OF_FULL);
  expect(environmentToJson(EMPTY)).toEqual({});
  expect(environmentToJson({ ...EMPTY, startedAt: { seconds: 0, nanos: 0 } })).toEqual({
    startedAt: "1970-01-01T00:00:00Z",
  });
});

test("the JSON reads back", () => {
  expect(environmentFromJson(JSON_OF_FULL)).toEqual(FULL);
});

test("numbers may be numbers where text is usual", () => {
  expect(environmentFromJson({ memory: { total: 1024 } }).memoryTotal).toBe(1024);
});

test.each([
  { os: 7, args: "x", git: [], disk: [1], memory: "1", cpu: null, gpu_nvidia: {}, slurm: 1, startedAt: 0 },
  { cpu_count: -1, cpu_count_logical: 1.5, gpu_count: "x", memory: { total: "-1" }, startedAt: "soon" },
  { gpu_nvidia: [1, null, "x"], gpu_amd: [[]], startedAt: "2023-11-14T99:13:20Z", memory: { total: {} } },
])("%j of a hostile client has no facts", (json) => {
  expect(environmentFromJson(json)).toEqual(EMPTY);
});

test("a disk may be named after a member of every object", () => {
  const json = JSON.parse('{"disk":{"__proto__":{"total":"1"}}}');
  const environment = environmentFromJson(json);
  expect(environment.disks).toEqual([{ path: "__proto__", total: 1, used: 0 }]);
  expect(JSON.stringify(environmentToJson(environment))).toBe(JSON.stringify(json));
});
