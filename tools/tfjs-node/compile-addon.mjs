import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { LIBRARIES } from "./fetch-tensorflow.mjs";

/**
 * Compiles the addon of the package `tfjsNode` from its own sources for `tensorflow`, once for both.
 * Returns the file, or the reason why it can't be had; throws when the compiler refuses it.
 */
export function compileAddon({ tfjsNode, tensorflow, cache }) {
  const binding = join(tfjsNode, "binding");
  const sources = readdirSync(binding).map((name) => join(binding, name));
  const hash = createHash("sha256").update(basename(dirname(tensorflow.folder)));
  for (const source of sources) hash.update(readFileSync(source));
  const addon = join(cache, `tfjs_binding-${hash.digest("hex").slice(0, 16)}.node`);
  if (existsSync(addon)) return { addon };

  if (spawnSync("g++", ["--version"]).status !== 0) return { missing: "g++ is not installed" };
  const nodeHeaders = findNodeHeaders();
  if (nodeHeaders === undefined) return { missing: "Node's headers are not installed beside it" };
  const work = mkdtempSync(join(cache, "compiling-"));
  try {
    const { status, stderr } = spawnSync(
      "g++",
      [
        ...["-std=gnu++17", "-O2", "-fPIC", "-shared", "-DNAPI_VERSION=8"],
        ...[`-I${nodeHeaders}`, `-I${tensorflow.headers}`],
        ...sources.filter((source) => source.endsWith(".cc")),
        ...[`-L${tensorflow.folder}`, ...LIBRARIES.map((name) => `-l:${name}`)],
        // Where the package keeps its libraries, as seen from its addon.
        ...["-Wl,-rpath,$ORIGIN/../../deps/lib", "-o", join(work, "addon")],
      ],
      { encoding: "utf8" },
    );
    if (status !== 0) throw new Error(`The addon of tfjs-node could not be compiled:\n${stderr}`);
    renameSync(join(work, "addon"), addon);
    return { addon };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Of Node's own headers only those of Node-API are used, so that any version's will do. */
function findNodeHeaders() {
  const places = [dirname(dirname(process.execPath)), "/usr/local", "/usr"];
  return places
    .map((prefix) => join(prefix, "include/node"))
    .find((path) => existsSync(join(path, "node_api.h")));
}
