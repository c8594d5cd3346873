import { spawn } from "node:child_process";
import { join } from "node:path";

const UNAVAILABLE = 3;
const PACKAGES = ["packages/tfjs", "packages/watch"];

/** Starts to build the addon of tfjs-node. Resolves to its exit code and words. */
export function startTfjsNodeBuild(root) {
  return collect(root, ["tools/build-tfjs-node.mjs"], {});
}

/**
 * Runs the suites of our tfjs packages, which otherwise compute in JavaScript, on the addon that `build` has made.
 * Returns how many tests passed, failed and were skipped; all of them are skipped, in a sentence, where there is none.
 */
export async function runOnTensorflow(root, build) {
  const { code, words } = await build;
  const said = words.trim().split("\n").at(-1);
  if (code === UNAVAILABLE) {
    console.log(`skipped  the suites of ${PACKAGES.join(" and ")} on TensorFlow: ${said}`);
    return { passed: 0, failed: 0, skipped: 1 };
  }
  if (code !== 0) {
    console.log(`FAILED   tfjs-node is built\n${words}`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const suite = await collect(root, ["node_modules/vitest/vitest.mjs", "run", ...PACKAGES], {
    STEPWELL_TFJS: "node",
  });
  const line = /^vitest: (\d+) passed, (\d+) failed, (\d+) skipped$/m.exec(suite.words);
  const [passed, failed, skipped] = (line?.slice(1) ?? [0, 0, 0]).map(Number);
  if (suite.code === 0 && passed > 0) {
    console.log(`passed   ${passed} tests of ${PACKAGES.join(" and ")}. ${said}`);
    return { passed, failed, skipped };
  }
  console.log(`FAILED   the suites of ${PACKAGES.join(" and ")} on TensorFlow\n${suite.words}`);
  return { passed, failed: Math.max(failed, 1), skipped };
}

async function collect(root, [program, ...args], variables) {
  const child = spawn(process.execPath, [join(root, program), ...args], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NO_COLOR: "1", ...variables },
  });
  let words = "";
  child.stdout.on("data", (text) => (words += text));
  child.stderr.on("data", (text) => (words += text));
  const code = await new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (status, signal) => resolve(status ?? signal));
  });
  return { code, words };
}
