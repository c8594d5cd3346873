import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

interface Plant {
  readonly rule: string;
  readonly file: string;
  readonly code: string;
}

const long = Array.from({ length: 301 }, (_, i) => `export const n${i} = ${i};`).join("\n");

/** Each breaks one rule at a place where that rule holds. */
const bad: readonly Plant[] = [
  {
    rule: "typescript(no-floating-promises)",
    file: "packages/a/src/floating.ts",
    code: "async function go(): Promise<void> {}\ngo();",
  },
  {
    rule: "typescript(consistent-type-imports)",
    file: "packages/a/src/type-import.ts",
    code: 'import { Shape } from "./shape.ts";\nexport const one: Shape = { sides: 1 };',
  },
  { rule: "typescript(no-explicit-any)", file: "packages/a/src/any.ts", code: "export const one: any = 1;" },
  {
    rule: "typescript(no-namespace)",
    file: "packages/a/src/space.ts",
    code: "export declare namespace Space { export const one: number; }",
  },
  {
    rule: "import(no-cycle)",
    file: "packages/a/src/cycle-one.ts",
    code: 'import { two } from "./cycle-two.ts";\nexport const one = () => two();',
  },
  { rule: "import(no-default-export)", file: "packages/a/src/default.ts", code: "export default 1;" },
  { rule: "eslint(no-console)", file: "packages/a/src/print.ts", code: 'console.log("hello");' },
  { rule: "eslint(max-lines)", file: "packages/a/src/long.ts", code: long },
  { rule: "unicorn(filename-case)", file: "packages/a/src/CamelCase.ts", code: "export const one = 1;" },
  {
    rule: "eslint(no-restricted-imports)",
    file: "packages/a/src/disk.ts",
    code: 'import { readFileSync } from "node:fs";\nexport const read = readFileSync;',
  },
  {
    rule: "eslint(no-restricted-imports)",
    file: "apps/dashboard/src/disk.ts",
    code: 'import { readFileSync } from "node:fs";\nexport const read = readFileSync;',
  },
  {
    rule: "eslint(no-restricted-globals)",
    file: "packages/a/src/env.ts",
    code: "export const home = process.env;",
  },
  {
    rule: "eslint(no-restricted-properties)",
    file: "packages/a/src/wall-clock.ts",
    code: "export const now = () => Date.now();",
  },
  {
    rule: "react-hooks(rules-of-hooks)",
    file: "apps/dashboard/src/hook.tsx",
    code: 'import { useState } from "react";\nexport function Box(props: { on: boolean }) {\n  if (props.on) useState(1);\n  return null;\n}',
  },
  { rule: "stepwell(no-export-star)", file: "packages/a/src/star.ts", code: 'export * from "./shape.ts";' },
  {
    rule: "stepwell(no-export-star)",
    file: "packages/a/src/named-star.ts",
    code: 'export * as shapes from "./shape.ts";',
  },
  { rule: "stepwell(no-enum)", file: "packages/a/src/enum.ts", code: "export enum Side { Left, Right }" },
];

/** Each would break a rule elsewhere and is fine where it stands. */
const good: readonly Omit<Plant, "rule">[] = [
  { file: "packages/a/src/shape.ts", code: "export interface Shape {\n  sides: number;\n}" },
  {
    file: "packages/a/src/cycle-two.ts",
    code: 'import { one } from "./cycle-one.ts";\nexport const two = (): unknown => one;',
  },
  {
    file: "packages/a/src/node/disk.ts",
    code: 'import { readFileSync } from "node:fs";\nexport const read = readFileSync;',
  },
  {
    file: "packages/a/src/disk.test.ts",
    code: 'import { readFileSync } from "node:fs";\nexport const read = readFileSync;',
  },
  {
    file: "packages/storage-sqlite/src/disk.ts",
    code: 'import { readFileSync } from "node:fs";\nexport const read = readFileSync;',
  },
  { file: "packages/effects/src/clock.ts", code: "export const now = () => Date.now();" },
  { file: "apps/dashboard/vite.config.ts", code: "export default {};" },
  { file: "apps/stepwell/src/print.ts", code: 'console.log("hello");' },
  {
    file: "packages/a/src/spaced.ts",
    code: long.replaceAll("\n", "\n\n").split("\n").slice(0, 599).join("\n"),
  },
];

const root = dirname(import.meta.dirname);

describe("the lint rules", () => {
  let folder: string;
  let found: ReadonlySet<string>;

  beforeAll(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "stepwell-lint-")));
    for (const name of [".oxlintrc.json", "tools/lint-plugin.mjs"])
      cpSync(join(root, name), join(folder, name));
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    const compilerOptions = {
      noEmit: true,
      strict: true,
      module: "nodenext",
      jsx: "react-jsx",
      types: ["node"],
      allowImportingTsExtensions: true,
    };
    writeFileSync(
      join(folder, "tsconfig.json"),
      JSON.stringify({ compilerOptions, include: ["packages", "apps"] }),
    );
    for (const { file, code } of [...bad, ...good]) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), `${code}\n`);
    }
    execFileSync("git", ["init", "--quiet"], { cwd: folder });
    found = lint(folder);
  }, 60_000);

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it.each(bad)("$rule fires in $file", ({ rule, file }) => {
    expect([...found]).toContain(`${file} ${rule}`);
  });

  it("no other rule fires, and none where the code is fine", () => {
    const expected = bad.map(({ rule, file }) => `${file} ${rule}`);
    const alsoCycle = "packages/a/src/cycle-two.ts import(no-cycle)";
    expect([...found].filter((one) => !expected.includes(one))).toEqual([alsoCycle]);
  });
});

/** The rules that fired, as `file rule(code)`. */
function lint(folder: string): ReadonlySet<string> {
  const oxlint = join(root, "node_modules/.bin/oxlint");
  const { stdout } = spawnSync(oxlint, ["--format", "json", "packages", "apps"], {
    cwd: folder,
    encoding: "utf8",
  });
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { code: string; filename: string }[] };
  return new Set(diagnostics.map(({ code, filename }) => `${filename} ${code}`));
}
