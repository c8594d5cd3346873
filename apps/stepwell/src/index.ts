export { createNodeWorld } from "./node-world.ts";
export { runCommand } from "./run-command.ts";
export { PortTaken } from "./world.ts";
export type { Listener, ListenOptions, Storage, World } from "./world.ts";
