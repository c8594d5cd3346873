import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";

/** A wrong line, and what the editor must say of it: the wrong word, and the right one where there is one. */
const WRONG_LINES: readonly (readonly [line: string, says: string])[] = [
  ["typed.log({ los: 1 });", "Did you mean to write 'loss'?"],
  ['typed.log({ loss: "1" });', "Type 'string' is not assignable to type 'number'"],
  ["typed.log({ loss: 1 }, { stp: 1 });", "Did you mean to write 'step'?"],
  ["typed.log([1]);", "has no properties in common with type '{ readonly loss?: number"],
  ['typed.defineMetric("acc");', "not assignable to parameter of type 'MetricName<{ loss: number; }>'"],
  ['typed.defineMetric("loss", { summary: "maxi" });', "Did you mean '\"max\"'?"],
  ["typed.summary.los;", "Did you mean 'loss'?"],
  ["open.log(5);", "'number' is not assignable to parameter of type 'NamedValues'"],
  ["open.log(Promise.resolve({}));", "'Promise<{}>' is not assignable to parameter of type 'NamedValues'"],
  ['await init({ projct: "p" });', "Did you mean to write 'project'?"],
  ['await init({ mode: "offlin" });', "Did you mean '\"offline\"'?"],
  ['new Image("a.png", { captoin: "c" });', "Did you mean to write 'caption'?"],
  ['new Artifact({ name: "a" });', "Property 'type' is missing"],
  ["open.id = 'x';", "Cannot assign to 'id' because it is a read-only property"],
];

const core = join(import.meta.dirname, "..");
const root = join(core, "..", "..");

/** What the compiler says of each of the lines. */
function messages(lines: readonly string[]): Map<string, string> {
  const folder = mkdtempSync(join(tmpdir(), "stepwell-types-"));
  try {
    const head = [
      `import { Artifact, Image, init } from ${JSON.stringify(join(core, "src/node/index.ts"))};`,
      "const typed = await init<{ loss: number }>();",
      "const open = await init();",
    ];
    const tsconfig = {
      extends: join(root, "tsconfig.base.json"),
      compilerOptions: {
        composite: false,
        noEmit: true,
        declaration: false,
        declarationMap: false,
        rewriteRelativeImportExtensions: false,
        allowImportingTsExtensions: true,
        lib: ["ES2023"],
        types: ["node"],
        typeRoots: [join(root, "node_modules/@types")],
      },
      files: ["wrong.mts"],
    };
    writeFileSync(join(folder, "wrong.mts"), [...head, ...lines].join("\n"));
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(tsconfig));
    const tsc = join(root, "node_modules/typescript/bin/tsc");
    const { stdout } = spawnSync(process.execPath, [tsc, "-p", folder, "--pretty", "false"], {
      encoding: "utf8",
      timeout: 60_000,
    });
    const found = new Map<string, string>();
    for (const [, number, text] of stdout.matchAll(/^.*wrong\.mts\((\d+),\d+\): error TS\d+: (.*)$/gm)) {
      const line = lines[Number(number) - 1 - head.length];
      if (line !== undefined && text !== undefined && !found.has(line)) found.set(line, text);
    }
    return found;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test("a wrong call reads as a sentence in the editor", { timeout: 60_000 }, () => {
  const said = messages(WRONG_LINES.map(([line]) => line));
  for (const [line, says] of WRONG_LINES) {
    expect([line, said.get(line)]).toEqual([line, expect.stringContaining(says)]);
  }
});
