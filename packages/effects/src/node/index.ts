export { nodeFileSystem } from "./node-file-system.ts";
export { nodeProcesses } from "./node-processes.ts";
