import type { DiskFacts, SlurmFact } from "@stepwell/protocol";
import type { GitFacts } from "../ambient/git-facts.ts";
import type { ProgramPaths } from "../ambient/program-paths.ts";
import { quietly } from "../ambient/quietly.ts";
import { readGpuName } from "./gpu-name.ts";

export { startAmbient } from "./start-ambient.ts";

/** A page is in no repository. */
export function readGitFacts(): GitFacts | undefined {
  return undefined;
}

/** A page is an address and no file. */
export function programPaths(): ProgramPaths {
  return { codePath: "", codePathLocal: "" };
}

/** A page sees no disks. */
export function diskFacts(): DiskFacts[] {
  return [];
}

/** What draws in this browser; a page's machine has one. */
export function gpuFacts(): { readonly gpu: string; readonly gpuCount: number } {
  let gpu: string | undefined;
  quietly(() => (gpu = readGpuName()));
  return gpu === undefined ? { gpu: "", gpuCount: 0 } : { gpu, gpuCount: 1 };
}

/** A page has no variables. */
export function slurmFacts(): SlurmFact[] {
  return [];
}
