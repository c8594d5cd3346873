#!/usr/bin/env node
import { createNodeWorld } from "./node-world.ts";
import { runCommand } from "./run-command.ts";

process.exitCode = await runCommand(process.argv.slice(2), createNodeWorld());
