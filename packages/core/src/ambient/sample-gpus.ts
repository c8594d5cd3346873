import type { JobPorts } from "./background-job.ts";
import { NVIDIA_PROCESSES_ARGS, NVIDIA_SMI_ARGS, readNvidiaProcesses, readNvidiaSmi } from "./nvidia-smi.ts";
import { readText } from "./read-text.ts";
import { ROCM_ARGS, readRocmSmi } from "./rocm-smi.ts";
import type { StatsItem } from "./system-sampler.ts";

const TIMEOUT_MS = 5000;
const IOREG_ARGS = ["-r", "-d", "1", "-w", "0", "-c", "AGXAccelerator"];
const MAX_ANCESTORS = 50;

/** The metrics of all GPUs whose maker's tool is there: NVIDIA's, AMD's, Apple's. */
export async function sampleGpus(
  { runTool, fileSystem }: Pick<JobPorts, "runTool" | "fileSystem">,
  { pid, ids }: { pid: number; ids: readonly number[] | undefined },
): Promise<StatsItem[]> {
  const tool = async (name: string, args: readonly string[]): Promise<string> =>
    (await runTool(name, args, { timeoutMs: TIMEOUT_MS }))?.text ?? "";
  const [nvidia, processes, rocm, apple] = await Promise.all([
    tool("nvidia-smi", NVIDIA_SMI_ARGS),
    tool("nvidia-smi", NVIDIA_PROCESSES_ARGS),
    tool("rocm-smi", ROCM_ARGS),
    tool("ioreg", IOREG_ARGS),
  ]);
  const isOwn = (other: number): boolean => isDescendant(other, pid, (path) => kernelText(fileSystem, path));
  const used = readNvidiaProcesses(processes, isOwn);
  return [...readNvidiaSmi(nvidia, { ids, used }), ...readRocmSmi(rocm, ids), ...readIoreg(apple)];
}

/** Of the GPU inside an Apple processor: the one figure that an ordinary user may read. */
export function readIoreg(text: string): StatsItem[] {
  const value = /"Device Utilization %"=(\d{1,3})\b/.exec(text)?.[1];
  return value === undefined ? [] : [{ key: "gpu.0.gpu", value: Number(value) }];
}

/** Whether the process `pid` is `ancestor` or was started by it, by `/proc/<pid>/stat`. */
export function isDescendant(
  pid: number,
  ancestor: number,
  read: (path: string) => string | undefined,
): boolean {
  let at = pid;
  for (let steps = 0; steps < MAX_ANCESTORS && at > 1; steps++) {
    if (at === ancestor) return true;
    const stat = read(`/proc/${at}/stat`) ?? "";
    // The name in parentheses may itself have parentheses and spaces.
    at = Number(/^ \S (\d+)/.exec(stat.slice(stat.lastIndexOf(")") + 1))?.[1] ?? 0);
  }
  return false;
}

function kernelText(fileSystem: JobPorts["fileSystem"], path: string): string | undefined {
  return readText(fileSystem, path, Infinity);
}
