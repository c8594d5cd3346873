import type { GpuAmdFacts } from "@stepwell/protocol";
import type { StatsItem } from "./system-sampler.ts";

/** Arguments that make `rocm-smi` print all it knows as JSON. */
export const ROCM_ARGS: readonly string[] = ["-a", "--json"];

type Card = Readonly<Record<string, unknown>>;

// Versions of the tool call one thing by several names; the first that is there counts.
const METRICS: Readonly<Record<string, readonly string[]>> = {
  gpu: ["GPU use (%)"],
  memoryAllocated: ["GPU Memory Allocated (VRAM%)", "GPU memory use (%)"],
  memoryReadWriteActivity: ["GPU Memory Read/Write Activity (%)"],
  memoryOverDrive: ["GPU Memory Overdrive value (%)", "GPU Memory OverDrive value (%)"],
  temp: ["Temperature (Sensor memory) (C)"],
  powerWatts: [
    "Average Graphics Package Power (W)",
    "Current Socket Graphics Package Power (W)",
    "Current Graphics Package Power (W)",
  ],
};
const MAX_POWER = ["Max Graphics Package Power (W)"];

const FACTS: Readonly<Record<Exclude<keyof GpuAmdFacts, "id">, readonly string[]>> = {
  uniqueId: ["Unique ID"],
  vbiosVersion: ["VBIOS version"],
  performanceLevel: ["Performance Level"],
  gpuOverdrive: ["GPU OverDrive value (%)", "GPU Overdrive value (%)"],
  gpuMemoryOverdrive: ["GPU Memory OverDrive value (%)", "GPU Memory Overdrive value (%)"],
  maxPower: MAX_POWER,
  series: ["Card Series", "Card series"],
  model: ["Card Model", "Card model"],
  vendor: ["Card Vendor", "Card vendor"],
  sku: ["Card SKU"],
  sclkRange: ["Valid sclk range"],
  mclkRange: ["Valid mclk range"],
};

/** Metrics under W&B's names, of the GPUs `ids` or of all. What a card does not tell has no key. */
export function readRocmSmi(text: string, ids?: readonly number[]): StatsItem[] {
  return cardsIn(text)
    .filter(([index]) => ids?.includes(index) ?? true)
    .flatMap(([index, card]) => {
      const items = Object.entries(METRICS).flatMap(([key, names]) => {
        const value = numberOf(card, names);
        return value === undefined ? [] : [{ key: `gpu.${index}.${key}`, value }];
      });
      const percent =
        ((numberOf(card, METRICS["powerWatts"] ?? []) ?? NaN) / (numberOf(card, MAX_POWER) ?? NaN)) * 100;
      return Number.isFinite(percent)
        ? [...items, { key: `gpu.${index}.powerPercent`, value: percent }]
        : items;
    });
}

/** What each card says of itself. */
export function readRocmFacts(text: string): GpuAmdFacts[] {
  return cardsIn(text).map(([index, card]) => {
    const facts = Object.entries(FACTS).map(([name, names]) => [name, textOf(card, names)] as const);
    return { id: String(index), ...(Object.fromEntries(facts) as Omit<GpuAmdFacts, "id">) };
  });
}

/** The object has a member `card0` for each card, and others; older versions print warnings before it. */
function cardsIn(text: string): [number, Card][] {
  let all: unknown;
  try {
    all = JSON.parse(text.slice(Math.max(0, text.indexOf("{"))));
  } catch {
    // The tool prints a sentence where there is no driver.
    return [];
  }
  if (typeof all !== "object" || all === null) return [];
  return Object.entries(all).flatMap(([name, card]: [string, unknown]): [number, Card][] => {
    const index = /^card(\d{1,3})$/.exec(name)?.[1];
    return index !== undefined && typeof card === "object" && card !== null
      ? [[Number(index), card as Card]]
      : [];
  });
}

function numberOf(card: Card, names: readonly string[]): number | undefined {
  const text = textOf(card, names).replace(/\s*[%WC]$/, "");
  return /^-?\d{1,15}(\.\d{1,15})?$/.test(text) ? Number(text) : undefined;
}

function textOf(card: Card, names: readonly string[]): string {
  for (const name of names) {
    const value = card[name];
    if (typeof value === "string" && value !== "N/A") return value.trim().slice(0, 200);
    if (typeof value === "number") return String(value);
  }
  return "";
}
