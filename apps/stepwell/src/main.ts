#!/usr/bin/env node
import { createNodeWorld } from "./node-world.ts";
import { runCommand } from "./run-command.ts";
import { faultText } from "./fault-text.ts";

// A reader that had enough, as `head`, is no fault; there is nobody left to tell.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") return;
  process.exitCode = 1;
  process.stderr.write(`${faultText(error, process.env)}\n`);
});
process.on("uncaughtException", (error) => {
  process.stderr.write(`${faultText(error, process.env)}\n`);
  process.exit(1);
});

const code = await runCommand(process.argv.slice(2), createNodeWorld());
process.exitCode ||= code;
// What was interrupted has work left that nobody waits for.
if (code > 128) process.exit();
