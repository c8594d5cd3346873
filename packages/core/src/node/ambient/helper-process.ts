import { createInterface } from "node:readline";
import { nodeFileSystem } from "@stepwell/effects/node";
import { runBackgroundJob } from "../../ambient/background-job.ts";
import type { FromHelper, ToHelper } from "./helper-messages.ts";
import { readSystemFacts } from "./read-system-facts.ts";
import { endTools, runTool } from "./run-tool.ts";

// The program of the process beside the user's: a job on each line that comes in, its answer on each that goes out. It
// ends when the line is cut, which also happens when the other process was killed.
const ports = { fileSystem: nodeFileSystem, runTool, systemFacts: readSystemFacts };
const lines = createInterface({ input: process.stdin });

// Ctrl-C in a terminal reaches both processes, and the other one may go on.
process.on("SIGINT", () => undefined);
process.stdout.on("error", () => process.exit());
lines.on("close", () => {
  endTools();
  process.exit();
});
lines.on("line", (line) => {
  const { id, kind, given } = JSON.parse(line) as ToHelper;
  void runBackgroundJob(kind, given, ports).then(
    (answer) => reply({ id, answer }),
    () => reply({ id }),
  );
});

function reply(message: FromHelper): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}
