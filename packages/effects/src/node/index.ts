export { nodeFileSystem } from "./node-file-system.ts";
export { nodeHashes } from "./node-hashes.ts";
export { nodeProcesses } from "./node-processes.ts";
