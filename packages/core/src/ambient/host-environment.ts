import type { DiskFacts, SlurmFact } from "@stepwell/protocol";
import type { World } from "../world.ts";
import type { DiskUsage } from "./ambient.ts";
import { quietly } from "./quietly.ts";
import { isSecretName } from "./secret-names.ts";
import { scrubText } from "./scrub-secrets.ts";

const MAX_VARIABLES = 200;

/** What the variables of a Slurm job say, without secrets; no other variable is ever recorded. */
export function slurmFacts(env: World["env"]): SlurmFact[] {
  return Object.entries(env)
    .flatMap(([variable, value]) => {
      const name = /^SLURM_(\w+)$/.exec(variable)?.[1];
      if (name === undefined || value === undefined || isSecretName(name)) return [];
      return [{ name: name.toLowerCase(), value: scrubText(value) }];
    })
    .slice(0, MAX_VARIABLES);
}

/** Sizes of the disks at `paths`; those that can't be read are left out. */
export function diskFacts(ambient: World["ambient"], paths: readonly string[]): DiskFacts[] {
  return paths.flatMap((path) => {
    let usage: DiskUsage | undefined;
    quietly(() => (usage = ambient?.diskUsage(path)));
    return usage === undefined
      ? []
      : [{ path, total: usage.sizeBytes, used: usage.sizeBytes - usage.freeBytes }];
  });
}
