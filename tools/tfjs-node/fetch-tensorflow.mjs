import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";

const WHEEL = "tensorflow-cpu==2.21.0";
/** The wheel is a container here: Python never loads it, so it need not be of this machine's version. */
const PLATFORM = [
  "--python-version",
  "3.12",
  "--implementation",
  "cp",
  "--platform",
  "manylinux_2_27_x86_64",
];
export const LIBRARIES = ["libtensorflow_cc.so.2", "libtensorflow_framework.so.2"];
const TIME_LIMIT_MS = 600_000;

/**
 * Puts TensorFlow's libraries and C headers (612 MB, from a download of 270 MB) below `cache`, once.
 * Returns the folder that holds both, or the reason why they can't be had.
 */
export function fetchTensorflow({ root, cache }) {
  const folder = join(cache, WHEEL.replace("==", "-"));
  const tensorflow = { folder: join(folder, "tensorflow"), headers: join(folder, "tensorflow/include") };
  if (existsSync(folder)) return tensorflow;

  const python = findPython(root);
  if (python === undefined) return { missing: "there is no Python with pip" };
  mkdirSync(cache, { recursive: true });
  const work = mkdtempSync(join(cache, "unpacking-"));
  try {
    process.stdout.write(`Downloading ${WHEEL} (270 MB) … `);
    const download = ["download", "--quiet", "--no-deps", "--only-binary=:all:", "--dest", work];
    const args = ["-m", "pip", "--disable-pip-version-check", ...download, ...PLATFORM, WHEEL];
    const { status, stderr } = spawnSync(python, args, { encoding: "utf8", timeout: TIME_LIMIT_MS });
    console.log(status === 0 ? "done." : "failed.");
    if (status !== 0) return { missing: `pip has no ${WHEEL}: ${stderr.trim().split("\n").at(-1)}` };
    unpack(python, work);
    try {
      renameSync(join(work, "unpacked"), folder);
    } catch (error) {
      // Somebody else was faster.
      if (!existsSync(folder)) throw error;
    }
    return tensorflow;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function unpack(python, work) {
  const wheel = readdirSync(work).find((name) => name.endsWith(".whl"));
  const unpacked = join(work, "unpacked");
  const script = join(import.meta.dirname, "unpack_wheel.py");
  const { status, stderr } = spawnSync(python, [script, join(work, wheel), unpacked], { encoding: "utf8" });
  const libraries = LIBRARIES.map((name) => join(unpacked, "tensorflow", name));
  const absent = libraries.find((path) => !existsSync(path));
  if (status !== 0 || absent !== undefined) {
    throw new Error(`"${wheel}" could not be unpacked: ${status === 0 ? `no "${absent}" in it` : stderr}`);
  }
  // Their tables of symbols are a quarter of them. It does without the tool.
  spawnSync("strip", ["--strip-unneeded", ...libraries]);
}

function findPython(root) {
  const places = [join(root, ".venv/bin/python"), "python3", "python"];
  return places.find((name) => spawnSync(name, ["-m", "pip", "--version"]).status === 0);
}
