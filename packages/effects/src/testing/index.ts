export { createMemoryFileSystem } from "./memory-file-system.ts";
export type { MemoryFileSystem, MemoryFileSystemOptions, WriteFault } from "./memory-file-system.ts";
export { createSeededRandom } from "./seeded-random.ts";
export type { SeededRandom } from "./seeded-random.ts";
export { createVirtualClock } from "./virtual-clock.ts";
export type { VirtualClock, VirtualClockOptions } from "./virtual-clock.ts";
export { createVirtualProcesses } from "./virtual-processes.ts";
export type { VirtualProcesses, VirtualProcessesOptions } from "./virtual-processes.ts";
