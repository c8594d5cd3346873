export { findProfile } from "./find-profile.ts";
export { readModelFile } from "./read-model-file.ts";
