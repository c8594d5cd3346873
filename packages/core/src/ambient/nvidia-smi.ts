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
/** Said again as `gpu.process.<index>.…` for a GPU that this process uses. */
const PROCESS_KEYS: ReadonlySet<string> = new Set([
  "gpu",
  "memory",
  "memoryAllocated",
  "memoryAllocatedBytes",
  "temp",
  "powerWatts",
  "enforcedPowerLimitWatts",
  "powerPercent",
]);
const MIB = 1024 ** 2;

/** Arguments that make `nvidia-smi` print what `readNvidiaSmi` reads. */
export const NVIDIA_SMI_ARGS: readonly string[] = [
  `--query-gpu=index,uuid,${Object.keys(FIELDS).join(",")}`,
  "--format=csv,noheader,nounits",
];

/** Arguments for the processes that compute on a GPU. */
export const NVIDIA_PROCESSES_ARGS: readonly string[] = [
  "--query-compute-apps=pid,gpu_uuid",
  "--format=csv,noheader,nounits",
];

/**
 * Metrics under W&B's names. Fields that a GPU does not support have no key. With `ids`, of those GPUs only; `used`
 * names the ids of GPUs that this process uses.
 */
export function readNvidiaSmi(
  text: string,
  options: { ids?: readonly number[] | undefined; used?: ReadonlySet<string> } = {},
): StatsItem[] {
  const items: StatsItem[] = [];
  for (const { index, fields } of csvRows(text)) {
    if (options.ids !== undefined && !options.ids.includes(index)) continue;
    const [uuid = "", ...values] = fields;
    const metrics = metricsOf(values);
    for (const [key, value] of metrics) items.push({ key: `gpu.${index}.${key}`, value });
    if (options.used?.has(uuid) !== true) continue;
    for (const [key, value] of metrics) {
      if (PROCESS_KEYS.has(key)) items.push({ key: `gpu.process.${index}.${key}`, value });
    }
  }
  return items;
}

/** The ids of GPUs on which a process computes that `isOwn` accepts. */
export function readNvidiaProcesses(text: string, isOwn: (pid: number) => boolean): Set<string> {
  return new Set(csvRows(text).flatMap(({ index: pid, fields: [uuid = ""] }) => (isOwn(pid) ? [uuid] : [])));
}

/** Rows of what `nvidia-smi` prints as CSV; messages and warnings between them are passed by. */
export function csvRows(text: string): { index: number; fields: string[] }[] {
  return text.split("\n").flatMap((line) => {
    const [index = "", ...fields] = line.split(",").map((field) => field.trim());
    return /^\d{1,9}$/.test(index) && fields.length > 0 ? [{ index: Number(index), fields }] : [];
  });
}

function metricsOf(values: readonly string[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const [at, field] of Object.keys(FIELDS).entries()) {
    const value = values[at] ?? "";
    if (/^-?\d{1,15}(\.\d{1,15})?$/.test(value)) found.set(field, Number(value));
  }
  const metrics = new Map<string, number>();
  for (const [field, key] of Object.entries(FIELDS)) {
    const value = found.get(field);
    if (value === undefined || key === undefined) continue;
    metrics.set(key, field === "memory.used" ? value * MIB : value);
  }
  const share = (key: string, part: string, whole: string): void => {
    const percent = ((found.get(part) ?? NaN) / (found.get(whole) ?? NaN)) * 100;
    if (Number.isFinite(percent)) metrics.set(key, percent);
  };
  share("memoryAllocated", "memory.used", "memory.total");
  share("powerPercent", "power.draw", "enforced.power.limit");
  return metrics;
}
