import { Session } from "node:inspector/promises";
import type { CpuProfile } from "./profile-shares.ts";

const INTERVAL_US = 200;

/** Runs `work` under V8's profiler, and returns which frames it was in. */
export async function cpuProfile(work: () => Promise<unknown>): Promise<CpuProfile> {
  const session = new Session();
  session.connect();
  try {
    await session.post("Profiler.enable");
    await session.post("Profiler.setSamplingInterval", { interval: INTERVAL_US });
    await session.post("Profiler.start");
    await work();
    const { profile } = await session.post("Profiler.stop");
    return profile;
  } finally {
    session.disconnect();
  }
}
