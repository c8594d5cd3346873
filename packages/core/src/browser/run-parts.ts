export { createArtifactCalls } from "./late-artifact-calls.ts";
export { lostLines } from "./late-lost-lines.ts";
export { createRunSharing } from "./no-sharing.ts";
