import { spawnSync } from "node:child_process";
import { basename, join } from "node:path";
import { rolldown } from "rolldown";

/** Runs a program that is written in TypeScript, with the sources that it imports; returns what it printed. */
export async function runTypeScript(root, program, args) {
  // The bundle lies inside the workspace, where what is loaded on demand is found.
  const file = join(root, "node_modules/.cache/interop", basename(program).replace(/\.ts$/, ".mjs"));
  const bundle = await rolldown({
    input: join(root, program),
    platform: "node",
    resolve: { conditionNames: ["@stepwell/source", "import", "node"] },
  });
  await bundle.write({ file, format: "esm", codeSplitting: false });
  await bundle.close();
  const { status, stdout, stderr } = spawnSync(process.execPath, [file, ...args], {
    cwd: root,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`"${program}" failed:\n${stderr.slice(-2000)}`);
  return stdout;
}
