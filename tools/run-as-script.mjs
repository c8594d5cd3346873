import { realpathSync } from "node:fs";
import { dirname } from "node:path";
import { argv } from "node:process";

/**
 * When `meta` is the module that Node was started with: runs `check` on the tree, prints the problems that it returns,
 * one a line, and sets the exit code. Otherwise does nothing, so that tests can import a tool.
 */
export function runAsScript(meta, check) {
  if (argv[1] === undefined || realpathSync(argv[1]) !== meta.filename) return;
  const problems = check(dirname(meta.dirname), argv.slice(2));
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exitCode = 1;
}
