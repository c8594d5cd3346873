import type { Telemetry } from "@stepwell/protocol";

/** One telemetry from two: features add up, newer texts win where they are not empty. */
export function mergeTelemetry(former: Telemetry | undefined, newer: Telemetry): Telemetry {
  const features = new Set([...(former?.features ?? []), ...newer.features]);
  return {
    features: [...features].sort((a, b) => a - b),
    pythonVersion: newer.pythonVersion || (former?.pythonVersion ?? ""),
    cliVersion: newer.cliVersion || (former?.cliVersion ?? ""),
    coreVersion: newer.coreVersion || (former?.coreVersion ?? ""),
    platform: newer.platform || (former?.platform ?? ""),
  };
}
