import type { DiskFacts, SlurmFact } from "@stepwell/protocol";
import type { GitFacts } from "../ambient/git-facts.ts";
import type { ProgramPaths } from "../ambient/program-paths.ts";

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

/** A page has no variables. */
export function slurmFacts(): SlurmFact[] {
  return [];
}
