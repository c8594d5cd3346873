#!/usr/bin/env node
import { runCommand } from "./run-command.ts";

process.exitCode = await runCommand(process.argv.slice(2), {
  print: (text) => void process.stdout.write(`${text}\n`),
  printError: (text) => void process.stderr.write(`${text}\n`),
  stopped: new Promise((stop) => {
    // Node's timers of the server don't keep the process alive, the open port does.
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop());
  }),
});
