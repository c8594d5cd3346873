import { spawnSync } from "node:child_process";
import { join } from "node:path";

/** Builds workspaces and what they need, and says so on stderr; shows the build's words only when it fails. Returns whether it succeeded. */
export function buildWorkspaces(root, names) {
  // Where several run side by side after one build of everything, as in CI, another one would write below their feet.
  if (process.env.STEPWELL_BUILT === "1") return true;
  process.stderr.write("Building … ");
  const started = performance.now();
  const turbo = join(root, "node_modules", "turbo", "bin", "turbo");
  const filters = names.map((name) => `--filter=${name}`);
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [turbo, "run", "build", "--output-logs=errors-only", ...filters],
    {
      cwd: root,
      encoding: "utf8",
      maxBuffer: 2 ** 26,
      env: { ...process.env, TURBO_TELEMETRY_DISABLED: "1" },
    },
  );
  if (status === 0) {
    console.error(`done in ${((performance.now() - started) / 1000).toFixed(0)} s`);
    return true;
  }
  console.error("failed.");
  console.error(`${stdout}${stderr}`);
  return false;
}
