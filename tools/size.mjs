import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { scenarios } from "./size-scenarios.mjs";

// Bundles what pages do with the built packages, and holds each against its bar.
const root = dirname(import.meta.dirname);
const measure = join(root, "benchmarks/dist/bundle-size.js");

if (existsSync(measure)) {
  const { bundleSize } = await import(pathToFileURL(measure).href);
  console.log(
    `${"at once".padStart(9)}${"bar".padStart(10)}${"later".padStart(10)}   what a page loads, gzipped`,
  );
  for (const { imports, main, ...scenario } of scenarios) {
    const size = await bundleSize(`${imports}\nasync function main() { ${main} }\nvoid main();`);
    const columns = [size.atOnce, scenario.bar * 1000, size.later].map((one) => kilobytes(one).padStart(9));
    console.log(`${columns.join(" ")}   ${scenario.name}`);
    for (const problem of problemsOf(scenario, size)) {
      console.error(problem);
      process.exitCode = 1;
    }
  }
} else {
  console.error('[size] Failed to measure: nothing is built. Run "npm run build" first.');
  process.exitCode = 1;
}

function problemsOf({ name, bar, absent }, { atOnce, modules }) {
  const strays = absent.flatMap((stray) => {
    const path = modules.find((module) => placesOf(stray).some((place) => module.includes(place)));
    return path === undefined ? [] : [`${name}: "${stray}" is in it, by ${path}.`];
  });
  return atOnce > bar * 1000 ? [...strays, `${name}: ${kilobytes(atOnce)} are more than ${bar} kB.`] : strays;
}

/** Where the modules of a package lie: ours beside each other, others where npm puts them. */
function placesOf(name) {
  return [`/node_modules/${name}/`, `/packages/${name.replace("@stepwell/", "")}/`];
}

function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
