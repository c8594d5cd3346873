import { execFile } from "node:child_process";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import { publishable } from "./workspaces.mjs";

// `node tools/each-package.mjs <tool> [arguments]` runs a tool of node_modules/.bin in every published package, in as
// many at once as there are processors.
const root = dirname(import.meta.dirname);
const [tool, ...flags] = process.argv.slice(2);
const waiting = publishable(root);

async function work() {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await runIn(next);
}

function runIn({ folder, manifest }) {
  const options = { cwd: join(root, folder), env: { ...process.env, NO_COLOR: "1" } };
  return new Promise((resolve) => {
    execFile(join(root, "node_modules/.bin", tool), flags, options, (error, stdout, stderr) => {
      if (error !== null) {
        console.error(`${tool} refused ${manifest.name}:\n${stdout}${stderr || error.message}`);
        process.exitCode = 1;
      }
      resolve();
    });
  });
}

await Promise.all(Array.from({ length: availableParallelism() }, work));
