import type { Timestamp } from "../record.ts";

/** The program, its host and its hardware. Writers send what they know in several records; readers add them up. */
export interface EnvironmentRecord {
  readonly type: "environment";
  readonly os: string;
  /** The language runtime; the official client calls the field `python`. */
  readonly runtime: string;
  readonly startedAt?: Timestamp;
  /** The image that the process runs in. */
  readonly docker: string;
  readonly args: readonly string[];
  readonly program: string;
  /** The program below the root of its repository. */
  readonly codePath: string;
  /** The program below the working folder. */
  readonly codePathLocal: string;
  readonly git?: { readonly remoteUrl: string; readonly commit: string };
  readonly email: string;
  readonly root: string;
  readonly host: string;
  readonly username: string;
  readonly executable: string;
  readonly colab: string;
  readonly cpuCount: number;
  readonly cpuCountLogical: number;
  /** The type of the first GPU. */
  readonly gpu: string;
  readonly gpuCount: number;
  readonly disks: readonly DiskFacts[];
  /** Bytes. */
  readonly memoryTotal: number;
  readonly cpu?: CpuFacts;
  readonly apple?: AppleFacts;
  readonly gpusNvidia: readonly GpuNvidiaFacts[];
  readonly cudaVersion: string;
  readonly gpusAmd: readonly GpuAmdFacts[];
  readonly slurm: readonly SlurmFact[];
  readonly writerId: string;
}

/** Sizes are bytes. */
export interface DiskFacts {
  readonly path: string;
  readonly total: number;
  readonly used: number;
}

/** Physical and logical processors. */
export interface CpuFacts {
  readonly count: number;
  readonly countLogical: number;
}

/** The processor and memory of a Mac. */
export interface AppleFacts {
  readonly name: string;
  readonly ecpuCores: number;
  readonly pcpuCores: number;
  readonly gpuCores: number;
  readonly memoryGb: number;
  readonly swapTotalBytes: number;
  readonly ramTotalBytes: number;
  readonly macModel: string;
}

/** One NVIDIA card. */
export interface GpuNvidiaFacts {
  readonly name: string;
  /** Bytes. */
  readonly memoryTotal: number;
  readonly cudaCores: number;
  readonly architecture: string;
  readonly uuid: string;
}

/** One AMD card, in the words of `rocm-smi`. */
export interface GpuAmdFacts {
  readonly id: string;
  readonly uniqueId: string;
  readonly vbiosVersion: string;
  readonly performanceLevel: string;
  readonly gpuOverdrive: string;
  readonly gpuMemoryOverdrive: string;
  readonly maxPower: string;
  readonly series: string;
  readonly model: string;
  readonly vendor: string;
  readonly sku: string;
  readonly sclkRange: string;
  readonly mclkRange: string;
}

/** A variable of the Slurm job, in lower case and without its prefix. */
export interface SlurmFact {
  readonly name: string;
  readonly value: string;
}
