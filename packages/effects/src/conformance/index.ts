export { fileSystemConformance } from "./file-system-conformance.ts";
export type { OpenedFileSystem } from "./file-system-conformance.ts";
