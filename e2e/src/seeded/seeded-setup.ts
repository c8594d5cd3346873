import type { TestProject } from "vitest/node";
import { startSeeded } from "./start-seeded.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Address of the server that all journeys share. They must leave its projects as they found them. */
    seededUrl: string;
  }
}

/** Seeds once for all journeys; vitest calls what it returns at the end. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const seeded = await startSeeded();
  project.provide("seededUrl", seeded.url);
  return seeded.stop;
}
