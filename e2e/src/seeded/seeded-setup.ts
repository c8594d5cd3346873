import type { TestProject } from "vitest/node";
import { startSeeded } from "./start-seeded.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Address of the server that all journeys share. They must leave its projects as they found them. */
    seededUrl: string;
  }
}

/** Seeds once for all journeys; vitest calls what it returns at the end. Where `STEPWELL_SEEDED` names a server with the projects, it is used. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const running = process.env["STEPWELL_SEEDED"];
  const seeded = running === undefined ? await startSeeded() : { url: running, stop: async () => {} };
  project.provide("seededUrl", seeded.url);
  return seeded.stop;
}
