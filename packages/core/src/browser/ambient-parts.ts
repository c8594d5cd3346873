import type { GitFacts } from "../ambient/git-facts.ts";

export { startAmbient } from "./start-ambient.ts";

/** A page is in no repository. */
export function readGitFacts(): GitFacts | undefined {
  return undefined;
}
