import { mkdtempSync, realpathSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { buildWorkspaces } from "./build-workspaces.mjs";
import { checkPacked } from "./check-packed.mjs";
import { ensureInstalled } from "./ensure-installed.mjs";
import { findChromium } from "./find-chromium.mjs";
import { consumerEnvironment, readNpmSettings } from "./integrations/consumer-environment.mjs";
import { consumers } from "./integrations/consumers.mjs";
import { startRegistry } from "./integrations/local-registry.mjs";
import { Skip } from "./integrations/skip.mjs";
import { packPackages } from "./pack-packages.mjs";
import { publishable } from "./workspaces.mjs";

// Packs what goes to the registry, serves it from one on loopback, and lets everyone of integrations/consumers.mjs install
// and use it outside the workspace. Words name some of them; --keep leaves their folders. The last line is for scripts.
const AT_ONCE = 2;
const root = dirname(import.meta.dirname);
const counts = { passed: 0, failed: 0, skipped: 0 };

async function main(args) {
  const names = args.filter((word) => word !== "--keep");
  const unknown = names.find((name) => !consumers.some((one) => one.name === name));
  if (unknown !== undefined) {
    console.error(
      `[integrations] Failed to find "${unknown}": it is none of ${consumers.map(({ name }) => name).join(", ")}.`,
    );
    counts.failed += 1;
    return;
  }
  const packages = publishable(root).map(({ manifest }) => manifest.name);
  if (!ensureInstalled(root) || !buildWorkspaces(root, packages)) {
    counts.failed += 1;
    return;
  }
  const work = realpathSync(mkdtempSync(join(tmpdir(), "stepwell-integrations-")));
  try {
    await runAll(
      work,
      consumers.filter(({ name }) => names.length === 0 || names.includes(name)),
      args.includes("--keep") ? () => undefined : remove,
    );
  } finally {
    if (args.includes("--keep")) console.log(`The folders are in ${work}`);
    else await remove(work);
  }
}

async function runAll(work, waiting, done) {
  const packed = packPackages(root, join(work, "packed"));
  for (const problem of packed.flatMap(checkPacked)) {
    counts.failed += 1;
    console.log(`FAILED   ${problem}`);
  }
  const { upstream, cache } = readNpmSettings(root);
  const registry = await startRegistry(packed, upstream);
  const env = consumerEnvironment({ work, registry: registry.url, cache });
  const context = { root, work, env, integrities: registry.integrities, chromium: findChromium() };
  // A hundred thousand files go beside the next ones, and not at the end.
  const removals = [];
  const next = async () => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
      await runOne(one, context);
      removals.push(done(join(work, one.name)));
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, next));
  } finally {
    await registry.stop();
    await Promise.all(removals);
  }
}

function remove(folder) {
  return rm(folder, { recursive: true, force: true, maxRetries: 3 });
}

async function runOne({ name, run }, context) {
  const started = performance.now();
  try {
    await run(context);
    counts.passed += 1;
    console.log(`passed   ${name}, in ${((performance.now() - started) / 1000).toFixed(0)} s`);
  } catch (error) {
    const isSkip = error instanceof Skip;
    counts[isSkip ? "skipped" : "failed"] += 1;
    const told = error.message.split("\n").slice(-40).join("\n         ");
    console.log(isSkip ? `skipped  ${name}: ${told}.` : `FAILED   ${name}\n         ${told}`);
  }
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  counts.failed += 1;
  console.log(`FAILED   ${error.message}`);
}
console.log(`integrations: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exitCode = counts.failed > 0 || counts.passed === 0 ? 1 : 0;
