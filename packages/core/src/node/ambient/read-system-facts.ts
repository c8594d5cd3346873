import { createRequire } from "node:module";
import type { SystemFacts } from "../../ambient/system-facts.ts";

const require = createRequire(import.meta.url);

/** Asks the library that knows many systems; it starts programs and takes a tenth of a second and more. Never rejects. */
export async function readSystemFacts(): Promise<SystemFacts | undefined> {
  try {
    const library = require("systeminformation") as typeof import("systeminformation");
    const [system, cpu, memory, graphics] = await Promise.all([
      library.system(),
      library.cpu(),
      library.mem(),
      library.graphics(),
    ]);
    return {
      platform: process.platform,
      model: text(system.model),
      cpuName: `${text(cpu.manufacturer)} ${text(cpu.brand)}`.trim(),
      physicalCores: count(cpu.physicalCores),
      logicalCores: count(cpu.cores),
      performanceCores: count(cpu.performanceCores),
      efficiencyCores: count(cpu.efficiencyCores),
      memoryTotal: count(memory.total),
      swapTotal: count(memory.swaptotal),
      graphics: graphics.controllers.map(({ vendor, model, cores }) => ({
        vendor: text(vendor),
        model: text(model),
        cores: count(cores),
      })),
    };
  } catch {
    // Missing from a bundle, or lost on a host that it does not know: then the run has less to tell.
    return undefined;
  }
}

function text(value: unknown): string {
  return typeof value === "string" ? value.slice(0, 200) : "";
}

function count(value: unknown): number {
  return typeof value === "number" && Number.isFinite(value) && value > 0 ? Math.floor(value) : 0;
}
