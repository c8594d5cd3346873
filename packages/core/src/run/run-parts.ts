// Parts of a run that a page has in another form.
export { createArtifactCalls } from "../artifacts/create-artifact-calls.ts";
export { lostLines } from "./lost-lines.ts";
export { createRunSharing } from "../writers/share-run.ts";
