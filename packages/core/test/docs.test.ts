import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "..", "..", "..");
const packages = join(root, "packages");

/** What readers have of their own, and blocks leave out. */
const PREAMBLE = `
import type { Artifact, Run, Table } from "@stepwell/core";
import type { LayersModel, Tensor } from "@tensorflow/tfjs";
declare global {
  const run: Run;
  const model: LayersModel;
  const xs: Tensor;
  const ys: Tensor;
  const batches: readonly unknown[];
  const epochs: readonly number[];
  const step: number;
  const rank: number;
  const data: Artifact;
  const table: Table;
  const pixels: Uint8Array;
  const weights: Float32Array;
  const samples: Float32Array;
  const film: Uint8Array;
  const points: Float32Array;
  const labels: readonly number[];
  const scores: readonly number[][];
  const losses: readonly number[];
  function trainOn(batch: unknown): { loss: number; accuracy: number };
  function train(epoch: number): Promise<void>;
  function validate(): number;
}
`;

interface Block {
  /** As `docs/sync.md:31`. */
  readonly place: string;
  readonly line: number;
  readonly text: string;
}

/** The blocks of TypeScript on a page; places are those of their first lines. */
function blocksOf(page: string, markdown: string): Block[] {
  return [...markdown.matchAll(/^```ts\n(.*?)^```$/gms)].map((match) => {
    const line = markdown.slice(0, match.index).split("\n").length + 1;
    return { place: `${page}:${line}`, line, text: match[1] as string };
  });
}

/** What the compiler says of blocks, each a module of its own, as `docs/sync.md:33: …`. */
function problemsOf(blocks: readonly Block[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), "stepwell-docs-"));
  try {
    const files = blocks.map((_, index) => `block-${index}.mts`);
    for (const [index, { text }] of blocks.entries())
      writeFileSync(join(folder, `block-${index}.mts`), `${text}export {};\n`);
    writeFileSync(join(folder, "preamble.mts"), PREAMBLE);
    const tsconfig = {
      extends: join(root, "tsconfig.base.json"),
      compilerOptions: {
        composite: false,
        incremental: false,
        noEmit: true,
        declaration: false,
        declarationMap: false,
        noUnusedLocals: false,
        rewriteRelativeImportExtensions: false,
        allowImportingTsExtensions: true,
        lib: ["ES2023", "DOM", "DOM.Iterable"],
        types: ["node"],
        typeRoots: [join(root, "node_modules/@types")],
        paths: {
          "@stepwell/client": [join(packages, "client/src/index.ts")],
          "@stepwell/core": [join(packages, "core/src/node/index.ts")],
          "@stepwell/core/browser": [join(packages, "core/src/browser/index.ts")],
          "@stepwell/onnx": [join(packages, "onnx/src/index.ts")],
          "@stepwell/tfjs": [join(packages, "tfjs/src/index.ts")],
          "@stepwell/watch": [join(packages, "watch/src/index.ts")],
          "@tensorflow/tfjs": [join(root, "node_modules/@tensorflow/tfjs/dist/index.d.ts")],
          "onnxruntime-node": [join(root, "node_modules/onnxruntime-node/dist/index.d.ts")],
        },
      },
      files: ["preamble.mts", ...files],
    };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(tsconfig));
    const tsc = join(root, "node_modules/typescript/bin/tsc");
    const { stdout } = spawnSync(process.execPath, [tsc, "-p", folder, "--pretty", "false"], {
      encoding: "utf8",
      timeout: 120_000,
    });
    return [...stdout.matchAll(/^(?:.*block-(\d+)\.mts\((\d+),\d+\): )?(.*error TS\d+: .*)$/gm)].map(
      ([, index, line, text = ""]) => {
        const block = index === undefined ? undefined : blocks[Number(index)];
        const page = block?.place.replace(/:\d+$/, "") ?? "";
        return block === undefined ? text : `${page}:${block.line + Number(line) - 1}: ${text}`;
      },
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe("the code on the pages", () => {
  test("compiles, every block of it", { timeout: 120_000 }, () => {
    const pages = [
      "README.md",
      "packages/client/README.md",
      ...readdirSync(join(root, "docs")).map((name) => `docs/${name}`),
    ];
    const blocks = pages
      .filter((page) => page.endsWith(".md"))
      .flatMap((page) => blocksOf(page, readFileSync(join(root, page), "utf8")));
    expect(blocks.length).toBeGreaterThan(10);
    const wrong = { place: "wrong.md:1", line: 1, text: "run.log({ a: 1 }, { stp: 1 });\n" };
    const problems = problemsOf([...blocks, wrong]);
    expect(problems).toEqual([expect.stringMatching(/^wrong\.md:1: error TS\d+: .*'stp'/)]);
  });
});
