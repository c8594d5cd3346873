#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { askTerminal } from "./ask-terminal.ts";
import { runCommand } from "./run-command.ts";

const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {
  version: string;
};

process.exitCode = await runCommand(process.argv.slice(2), {
  print: (text) => void process.stdout.write(`${text}\n`),
  printError: (text) => void process.stderr.write(`${text}\n`),
  ask: askTerminal(),
  folder: process.cwd(),
  version,
});
