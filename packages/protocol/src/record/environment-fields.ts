import type {
  AppleFacts,
  CpuFacts,
  EnvironmentRecord,
  GpuAmdFacts,
  GpuNvidiaFacts,
} from "./environment-record.ts";
import type { DiskFacts } from "./environment-record.ts";
import type { FieldTable } from "./field-table.ts";

/** The fields of an environment that are a text or a number. */
export const ENVIRONMENT_FIELDS: FieldTable<
  Omit<
    EnvironmentRecord,
    | "type"
    | "startedAt"
    | "args"
    | "git"
    | "disks"
    | "memoryTotal"
    | "cpu"
    | "apple"
    | "gpusNvidia"
    | "gpusAmd"
    | "slurm"
  >
> = {
  os: [1, "text"],
  runtime: [2, "text", "python"],
  docker: [4, "text"],
  program: [6, "text"],
  codePath: [7, "text"],
  codePathLocal: [8, "text"],
  email: [10, "text"],
  root: [11, "text"],
  host: [12, "text"],
  username: [13, "text"],
  executable: [14, "text"],
  colab: [15, "text"],
  cpuCount: [16, "u32", "cpu_count"],
  cpuCountLogical: [17, "u32", "cpu_count_logical"],
  gpu: [18, "text"],
  gpuCount: [19, "u32", "gpu_count"],
  cudaVersion: [25, "text"],
  writerId: [199, "text"],
};

/** Numbers of the fields that are messages, lists and maps. */
export const PARTS = {
  startedAt: 3,
  args: 5,
  git: 9,
  disks: 20,
  memory: 21,
  cpu: 22,
  apple: 23,
  gpusNvidia: 24,
  gpusAmd: 26,
  slurm: 27,
} as const;

/** A map is a list of messages with a key and a value. */
export const MAP_ENTRY = { key: 1, value: 2 } as const;

export const DISK_FIELDS: FieldTable<Omit<DiskFacts, "path">> = { total: [1, "u64"], used: [2, "u64"] };

export const MEMORY_FIELDS: FieldTable<{ total: number }> = { total: [1, "u64"] };

export const CPU_FIELDS: FieldTable<CpuFacts> = { count: [1, "u32"], countLogical: [2, "u32"] };

export const APPLE_FIELDS: FieldTable<AppleFacts> = {
  name: [1, "text"],
  ecpuCores: [2, "u32"],
  pcpuCores: [3, "u32"],
  gpuCores: [4, "u32"],
  memoryGb: [5, "u32"],
  swapTotalBytes: [6, "u64"],
  ramTotalBytes: [7, "u64"],
  macModel: [8, "text"],
};

export const GPU_NVIDIA_FIELDS: FieldTable<GpuNvidiaFacts> = {
  name: [1, "text"],
  memoryTotal: [2, "u64"],
  cudaCores: [3, "u32"],
  architecture: [4, "text"],
  uuid: [5, "text"],
};

export const GPU_AMD_FIELDS: FieldTable<GpuAmdFacts> = {
  id: [1, "text"],
  uniqueId: [2, "text"],
  vbiosVersion: [3, "text"],
  performanceLevel: [4, "text"],
  gpuOverdrive: [5, "text"],
  gpuMemoryOverdrive: [6, "text"],
  maxPower: [7, "text"],
  series: [8, "text"],
  model: [9, "text"],
  vendor: [10, "text"],
  sku: [11, "text"],
  sclkRange: [12, "text"],
  mclkRange: [13, "text"],
};
