#!/usr/bin/env node
import { faultText } from "./fault-text.ts";
import { nodePrint } from "./node-print.ts";
import { runSelf } from "./run-self.ts";

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

const code = await run(process.argv.slice(2));
process.exitCode ||= code;
// What was interrupted has work left that nobody waits for.
if (code > 128) process.exit();

// Help and misuse are told before the server is loaded, which takes most of the time.
async function run(argv: readonly string[]): Promise<number> {
  const told = runSelf(argv, nodePrint());
  if (typeof told === "number") return told;
  const [{ runCommand }, { createNodeWorld }] = await Promise.all([
    import("./run-command.ts"),
    import("./node-world.ts"),
  ]);
  return runCommand(argv, createNodeWorld());
}
