import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, linkSync, mkdirSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { compileAddon } from "./tfjs-node/compile-addon.mjs";
import { fetchTensorflow, LIBRARIES } from "./tfjs-node/fetch-tensorflow.mjs";

// Builds the addon of @tensorflow/tfjs-node on TensorFlow's libraries from PyPI, since its own download is switched off.
// What took time is kept in the user's cache. Exit code 3: it can't be had on this machine, and the last line says why.

const UNAVAILABLE = 3;
const root = dirname(import.meta.dirname);

function main() {
  const runtime = process.report.getReport().header.glibcVersionRuntime;
  if (process.platform !== "linux" || process.arch !== "x64" || runtime === undefined) {
    return without("TensorFlow is taken from a package for Linux on x64 with glibc");
  }
  const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "stepwell/tfjs-node");
  const require = createRequire(join(root, "packages/tfjs/package.json"));
  const manifest = require.resolve("@tensorflow/tfjs-node/package.json");
  const tfjsNode = dirname(manifest);

  const tensorflow = fetchTensorflow({ root, cache });
  if (tensorflow.missing !== undefined) return without(tensorflow.missing);
  const { missing, addon } = compileAddon({ tfjsNode, tensorflow, cache });
  if (missing !== undefined) return without(missing);

  for (const name of LIBRARIES) place(join(tensorflow.folder, name), join(tfjsNode, "deps/lib", name));
  const { find } = createRequire(manifest)("@mapbox/node-pre-gyp");
  const binding = find(manifest);
  rmSync(binding, { force: true });
  place(addon, binding);

  // Bound at once, so that a function that TensorFlow lacks is found here.
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(import.meta.dirname, "tfjs-node/try-tfjs-node.mjs")],
    { encoding: "utf8", env: { ...process.env, LD_BIND_NOW: "1" } },
  );
  if (status !== 0) {
    console.error(`[tools] Failed to load tfjs-node: ${stderr}\nDelete ${cache} and run it again.`);
    return 1;
  }
  console.log(`tfjs-node computes in ${stdout.trim()}.`);
  return 0;
}

function without(reason) {
  console.log(`tfjs-node can't be built: ${reason}.`);
  return UNAVAILABLE;
}

/** The libraries take 600 MB, so they are linked where that is possible. */
function place(file, at) {
  if (existsSync(at) && statSync(at).size === statSync(file).size) return;
  mkdirSync(dirname(at), { recursive: true });
  rmSync(at, { force: true });
  try {
    linkSync(file, at);
  } catch {
    copyFileSync(file, at);
  }
}

process.exitCode = main();
