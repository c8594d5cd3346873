export { readArguments } from "./read-arguments.ts";
export type { Arguments } from "./read-arguments.ts";
export { runCommand } from "./run-command.ts";
export type { CommandWorld } from "./run-command.ts";
export { templates } from "./templates.ts";
export type { Template } from "./templates.ts";
export { writeProject } from "./write-project.ts";
export type { WriteProjectOptions, Written } from "./write-project.ts";
