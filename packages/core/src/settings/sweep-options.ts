import type { World } from "../world.ts";
import type { InitOptions } from "./init-options.ts";
import { SETTINGS, variablesOf } from "./setting-table.ts";

const CHOSEN_BY_THE_SWEEP = ["project", "entity", "runId"] as const;

/** In a sweep the agent says in the environment which run this is; options that say otherwise are left out, with a hint. */
export function withoutSweepOptions(
  options: InitOptions,
  { env }: World,
): { options: InitOptions; hints: readonly string[] } {
  const hints: string[] = [];
  const left: Record<string, unknown> = { ...options };
  const given = (key: keyof typeof SETTINGS): string | undefined =>
    variablesOf(SETTINGS[key]).find((name) => env[name]);
  if (given("sweepId") === undefined) return { options, hints };
  for (const key of CHOSEN_BY_THE_SWEEP) {
    const { option } = SETTINGS[key];
    const variable = given(key);
    if (variable === undefined || left[option] === undefined) continue;
    if (left[option] !== env[variable]) hints.push(`"${option}" is what the sweep says in ${variable}.`);
    delete left[option];
  }
  return { options: left, hints };
}
