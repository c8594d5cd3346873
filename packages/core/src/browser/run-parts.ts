export { createArtifactCalls } from "./late-artifact-calls.ts";
export { createRunSharing } from "./no-sharing.ts";
