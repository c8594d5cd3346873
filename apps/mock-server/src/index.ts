export { readArguments } from "./read-arguments.ts";
export type { Arguments, ServeArguments } from "./read-arguments.ts";
export { runCommand } from "./run-command.ts";
export type { CommandWorld } from "./run-command.ts";
