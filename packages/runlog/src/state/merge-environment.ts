import type { EnvironmentRecord } from "@stepwell/protocol";

/** One environment from two: writers send what they know in several records, so what the newer one leaves out stays. */
export function mergeEnvironment(
  former: EnvironmentRecord | undefined,
  newer: EnvironmentRecord,
): EnvironmentRecord {
  if (former === undefined) return newer;
  const known = Object.entries(newer).filter(([, value]) => !isLeftOut(value));
  return { ...former, ...Object.fromEntries(known) };
}

function isLeftOut(value: unknown): boolean {
  return value === undefined || value === "" || value === 0 || (Array.isArray(value) && value.length === 0);
}
