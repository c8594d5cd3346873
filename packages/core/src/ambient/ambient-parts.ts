export { diskFacts, slurmFacts } from "./host-environment.ts";
export { gpuFacts } from "./gpu-facts.ts";
export { programPaths } from "./program-paths.ts";
export { readGitFacts } from "./git-facts.ts";
export { startAmbient } from "./start-ambient.ts";
