import type { AppleFacts, EnvironmentRecord, GpuAmdFacts } from "@stepwell/protocol";
import type { JobPorts } from "./background-job.ts";
import { NVIDIA_FACTS_ARGS, NVIDIA_XML_ARGS, readNvidiaFacts, readNvidiaXml } from "./nvidia-facts.ts";
import { ROCM_ARGS, readRocmFacts } from "./rocm-smi.ts";
import type { SystemFacts } from "./system-facts.ts";

/** What the slow look at the machine adds to a run's environment. What could not be learned is not there. */
export type MachineFacts = Partial<
  Pick<
    EnvironmentRecord,
    | "cpuCount"
    | "cpuCountLogical"
    | "cpu"
    | "memoryTotal"
    | "apple"
    | "gpu"
    | "gpuCount"
    | "gpusNvidia"
    | "cudaVersion"
    | "gpusAmd"
  >
>;

const TIMEOUT_MS = 20_000;
const MAX_XML_BYTES = 4 * 1024 * 1024;

/** Asks the host for its processors, memory and GPUs. Takes from a tenth of a second to many seconds. */
export async function readMachine({ runTool, systemFacts }: JobPorts): Promise<MachineFacts> {
  const [system, nvidiaRows, nvidiaXml, rocm] = await Promise.all([
    systemFacts(),
    runTool("nvidia-smi", NVIDIA_FACTS_ARGS, { timeoutMs: TIMEOUT_MS }),
    runTool("nvidia-smi", NVIDIA_XML_ARGS, { timeoutMs: TIMEOUT_MS, maxBytes: MAX_XML_BYTES }),
    runTool("rocm-smi", ROCM_ARGS, { timeoutMs: TIMEOUT_MS }),
  ]);
  const { cudaVersion, architectures } = readNvidiaXml(nvidiaXml?.text ?? "");
  const gpusNvidia = readNvidiaFacts(nvidiaRows?.text ?? "").map((gpu) => ({
    ...gpu,
    architecture: architectures.get(gpu.uuid) ?? "",
  }));
  const gpusAmd = readRocmFacts(rocm?.text ?? "");
  return {
    ...(system === undefined ? {} : systemPart(system)),
    ...gpuPart([
      ...gpusNvidia.map(({ name }) => name),
      ...(gpusNvidia.length > 0 ? [] : gpusAmd.map(nameOfAmd)),
      ...(gpusNvidia.length + gpusAmd.length > 0 ? [] : otherGpus(system)),
    ]),
    ...(gpusNvidia.length === 0 ? {} : { gpusNvidia }),
    ...(cudaVersion === "" ? {} : { cudaVersion }),
    ...(gpusAmd.length === 0 ? {} : { gpusAmd }),
  };
}

function systemPart(system: SystemFacts): MachineFacts {
  const { physicalCores, logicalCores, memoryTotal } = system;
  const isApple = system.platform === "darwin" && system.cpuName.startsWith("Apple");
  return {
    ...(physicalCores > 0 && logicalCores > 0
      ? {
          cpuCount: physicalCores,
          cpuCountLogical: logicalCores,
          cpu: { count: physicalCores, countLogical: logicalCores },
        }
      : {}),
    ...(memoryTotal > 0 ? { memoryTotal } : {}),
    ...(isApple ? { apple: appleFacts(system) } : {}),
  };
}

function appleFacts(system: SystemFacts): AppleFacts {
  return {
    name: system.cpuName,
    ecpuCores: system.efficiencyCores,
    pcpuCores: system.performanceCores,
    gpuCores: system.graphics[0]?.cores ?? 0,
    memoryGb: Math.round(system.memoryTotal / 1024 ** 3),
    swapTotalBytes: system.swapTotal,
    ramTotalBytes: system.memoryTotal,
    macModel: system.model,
  };
}

function gpuPart(names: readonly string[]): MachineFacts {
  const [gpu] = names;
  return gpu === undefined ? {} : { gpu, gpuCount: names.length };
}

function nameOfAmd({ series, model }: GpuAmdFacts): string {
  return series || model || "AMD GPU";
}

/** Screens of virtual machines call themselves graphics, too; only makers of GPUs count. */
function otherGpus(system: SystemFacts | undefined): string[] {
  const makers = /nvidia|advanced micro devices|\bamd\b|apple/i;
  return (system?.graphics ?? [])
    .filter(({ vendor, model }) => model !== "" && makers.test(vendor))
    .map(({ model }) => model);
}
