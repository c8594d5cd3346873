/**
 * Modules of Node that are loaded when they are first needed: they bring streams and the network along, and every
 * program that imports this package would pay for them at its start.
 */
export const hostModules = {
  childProcess: (): typeof import("node:child_process") => process.getBuiltinModule("node:child_process"),
  readline: (): typeof import("node:readline") => process.getBuiltinModule("node:readline"),
  threads: (): typeof import("node:worker_threads") => process.getBuiltinModule("node:worker_threads"),
};
