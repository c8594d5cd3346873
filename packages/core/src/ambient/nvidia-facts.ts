import type { GpuNvidiaFacts } from "@stepwell/protocol";
import { csvRows } from "./nvidia-smi.ts";

const MIB = 1024 ** 2;
const MAX_GPUS = 64;
const MAX_TEXT = 200;

/** Arguments that make `nvidia-smi` print what `readNvidiaFacts` reads. */
export const NVIDIA_FACTS_ARGS: readonly string[] = [
  "--query-gpu=index,name,uuid,memory.total",
  "--format=csv,noheader,nounits",
];

/** Arguments for all that it knows, as XML: the only place of the architecture and of CUDA's version. */
export const NVIDIA_XML_ARGS: readonly string[] = ["-q", "-x"];

/** Name, memory and id of each GPU. The tool does not count CUDA cores. */
export function readNvidiaFacts(text: string): GpuNvidiaFacts[] {
  return csvRows(text)
    .slice(0, MAX_GPUS)
    .map(({ fields: [name = "", uuid = "", memory = ""] }) => ({
      name: name.slice(0, MAX_TEXT),
      memoryTotal: /^\d{1,9}$/.test(memory) ? Number(memory) * MIB : 0,
      cudaCores: 0,
      architecture: "",
      uuid: uuid.startsWith("GPU-") ? uuid.slice(0, MAX_TEXT) : "",
    }));
}

/** CUDA's version and each GPU's architecture by its id. Empty for anything but its XML. */
export function readNvidiaXml(text: string): { cudaVersion: string; architectures: Map<string, string> } {
  const architectures = new Map<string, string>();
  for (const part of text.split(/<gpu(?=[\s>])/).slice(1, MAX_GPUS + 1)) {
    const uuid = elementIn(part, "uuid");
    const architecture = elementIn(part, "product_architecture");
    if (uuid !== "" && architecture !== "") architectures.set(uuid, architecture);
  }
  return { cudaVersion: elementIn(text, "cuda_version"), architectures };
}

/** What the driver does not know it calls `N/A`. */
function elementIn(text: string, name: string): string {
  const start = text.indexOf(`<${name}>`);
  const end = start < 0 ? -1 : text.indexOf("<", start + 1);
  if (end < 0) return "";
  const value = text.slice(start + name.length + 2, end).trim();
  return /^\[?N\/A\]?$|^\[/.test(value) ? "" : value.slice(0, MAX_TEXT);
}
