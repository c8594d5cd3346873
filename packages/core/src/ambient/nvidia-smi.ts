import type { StatsItem } from "./system-sampler.ts";

const FIELDS = {
  "utilization.gpu": "gpu",
  "utilization.memory": "memory",
  "memory.used": "memoryAllocatedBytes",
  "memory.total": undefined,
  "temperature.gpu": "temp",
  "power.draw": "powerWatts",
  "enforced.power.limit": "enforcedPowerLimitWatts",
  "clocks.sm": "smClock",
  "clocks.mem": "memoryClock",
  "ecc.errors.corrected.volatile.total": "correctedMemoryErrors",
  "ecc.errors.uncorrected.volatile.total": "uncorrectedMemoryErrors",
  "fan.speed": "fanSpeed",
} as const;
const MIB = 1024 ** 2;

/** Arguments that make `nvidia-smi` print what `readNvidiaSmi` reads. */
export const NVIDIA_SMI_ARGS: readonly string[] = [
  `--query-gpu=index,name,${Object.keys(FIELDS).join(",")}`,
  "--format=csv,noheader,nounits",
];

/** Metrics under W&B's names, and the name of each GPU. Fields that a GPU does not support have no key. */
export function readNvidiaSmi(text: string): { items: StatsItem[]; names: string[] } {
  const items: StatsItem[] = [];
  const names: string[] = [];
  for (const line of text.split("\n")) {
    const [index, name, ...values] = line.split(",").map((field) => field.trim());
    if (index === undefined || name === undefined || !/^\d+$/.test(index)) continue;
    names.push(name);
    const found = new Map<string, number>();
    for (const [at, field] of Object.keys(FIELDS).entries()) {
      const value = values[at] ?? "";
      if (/^-?\d+(\.\d+)?$/.test(value)) found.set(field, Number(value));
    }
    pushGpu(items, `gpu.${index}.`, found);
  }
  return { items, names };
}

function pushGpu(items: StatsItem[], prefix: string, found: ReadonlyMap<string, number>): void {
  for (const [field, key] of Object.entries(FIELDS)) {
    const value = found.get(field);
    if (value === undefined || key === undefined) continue;
    items.push({ key: `${prefix}${key}`, value: field === "memory.used" ? value * MIB : value });
  }
  const share = (key: string, part: string, whole: string): void => {
    const percent = ((found.get(part) ?? NaN) / (found.get(whole) ?? NaN)) * 100;
    if (Number.isFinite(percent)) items.push({ key: `${prefix}${key}`, value: percent });
  };
  share("memoryAllocated", "memory.used", "memory.total");
  share("powerPercent", "power.draw", "enforced.power.limit");
}
