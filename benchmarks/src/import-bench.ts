import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { bundleSize } from "./bundle-size.ts";
import { figure, type Figure } from "./figure.ts";
import { median } from "./quantile.ts";

const ROUNDS = 21;
const CORE = "@stepwell/core";
/** A page that loads nothing while it runs: e2e/ looks that it does not. */
const PAGE = `import { init } from "${CORE}";
async function main() {
  const run = await init({ project: "mnist" });
  run.log({ loss: 1 });
  await run.finish();
}
void main();`;

/** What it costs to load the SDK: in a fresh Node process, and over the wire into a page. */
export async function importBench(): Promise<readonly Figure[]> {
  const bare: number[] = [];
  const core: number[] = [];
  for (let round = -1; round < ROUNDS; round += 1) {
    const floor = start("import 'node:fs'");
    const whole = start(`import '${CORE}'`);
    // The first round brings the files into the host's cache.
    if (round >= 0) bare.push(floor);
    if (round >= 0) core.push(whole);
  }
  const page = await bundleSize(PAGE);
  const worker = await bundleSize(`import "${CORE}/run-worker";`);
  return [
    figure({
      bench: "import",
      name: "loading in Node",
      value: median(core) - median(bare),
      unit: "ms",
      better: "lower",
      bar: 40,
    }),
    figure({ bench: "import", name: "bare start of Node", value: median(bare), unit: "ms", better: "lower" }),
    figure({
      bench: "import",
      name: "dependencies loaded with it",
      value: eagerDependencies(),
      unit: "packages",
      better: "lower",
      bar: 5,
    }),
    figure({
      bench: "import",
      name: "page: init, log, finish, gzip",
      value: page.atOnce / 1000,
      unit: "kB",
      better: "lower",
      bar: 25,
    }),
    figure({
      bench: "import",
      name: "page: loaded only when needed, gzip",
      value: page.later / 1000,
      unit: "kB",
      better: "lower",
    }),
    figure({
      bench: "import",
      name: "page's worker, gzip",
      value: worker.atOnce / 1000,
      unit: "kB",
      better: "lower",
    }),
  ];
}

/** Milliseconds from the start of a process to its end. */
function start(program: string): number {
  const started = performance.now();
  run(["--input-type=module", "--eval", program]);
  return performance.now() - started;
}

/** Direct dependencies of the core, of those in its package.json, that its import brings with it. */
function eagerDependencies(): number {
  const manifest = createRequire(import.meta.url).resolve(`${CORE}/package.json`);
  const { dependencies } = JSON.parse(readFileSync(manifest, "utf8")) as {
    dependencies: Record<string, string>;
  };
  const home = manifest.slice(0, -"package.json".length);
  const hooks = new URL("import-hooks-child.js", import.meta.url).href;
  const register = `import { register } from "node:module"; register(${JSON.stringify(hooks)});`;
  const told = run([
    "--import",
    `data:text/javascript,${encodeURIComponent(register)}`,
    "--input-type=module",
    "--eval",
    `import '${CORE}'`,
  ]);
  const lines = told.split("\n").filter((line) => line !== "");
  const imports = lines.map((line) => JSON.parse(line) as { specifier: string; from: string });
  const names = imports
    .filter(({ from }) => from.includes(home))
    .map(({ specifier }) => Object.keys(dependencies).find((name) => `${specifier}/`.startsWith(`${name}/`)));
  return new Set(names.filter((name) => name !== undefined)).size;
}

/** Runs Node to its end; returns what it wrote to descriptor 3. */
function run(args: readonly string[]): string {
  const { status, stderr, output } = spawnSync(process.execPath, args, {
    cwd: import.meta.dirname,
    stdio: ["ignore", "ignore", "pipe", "pipe"],
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`[bench] Failed to run "${args.join(" ")}": ${stderr}`);
  return output[3] ?? "";
}
