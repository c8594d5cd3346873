import { spawnSync } from "node:child_process";
import { runAsScript } from "./run-as-script.mjs";

/** Each is a root script of its own. What fails soonest comes first; type-aware lint reads the declarations that types builds. */
const steps = [
  "lock",
  "format",
  "types",
  "lint",
  "boundaries",
  "knip",
  "sherif",
  "exports",
  "docs",
  "site",
  "build",
  "doc-code",
  "publint",
  "attw",
  "size",
];

runAsScript(import.meta, () => {
  for (const [index, step] of steps.entries()) {
    const started = performance.now();
    console.log(`check ${index + 1}/${steps.length}: ${step}`);
    const { status } = spawnSync("npm", ["run", "--silent", step], { stdio: "inherit" });
    if (status !== 0) return [`check: "${step}" failed. Run "npm run ${step}" to see it alone.`];
    console.log(
      `check ${index + 1}/${steps.length}: ${step} passed in ${((performance.now() - started) / 1000).toFixed(1)} s`,
    );
  }
  return [];
});
