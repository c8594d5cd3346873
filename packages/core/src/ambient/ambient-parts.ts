export { readGitFacts } from "./git-facts.ts";
export { startAmbient } from "./start-ambient.ts";
