import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { wordOf } from "./doc-blocks.mjs";

const extensions = { ts: ".mts", js: ".mjs" };

/**
 * Type-checks the blocks of TypeScript and JavaScript, each as a module of its own, against the sources of the packages.
 * What a block uses and does not say (`run`, `model`, `batches`) is in tools/doc-prelude.d.ts. Returns the compiler's
 * errors, at the lines of the Markdown. The modules are written to `.cache/<name>`.
 */
export function checkDocTypes(root, blocks, name = "doc-code") {
  const folder = join(root, ".cache", name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const byFile = new Map();
  for (const block of blocks.filter(({ language }) => language in extensions)) {
    const module = `${block.file.replace(/\W+/g, "-")}-${block.line}${extensions[block.language]}`;
    byFile.set(module, block);
    writeFileSync(join(folder, module), `${block.code}export {};\n`);
  }
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(tsconfig([...byFile.keys()])));
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, "node_modules/typescript/bin/tsc"), "-p", folder, "--pretty", "false"],
    { cwd: root, encoding: "utf8" },
  );
  if (status === 0) return [];
  return `${stdout}${stderr}`
    .split("\n")
    .filter((line) => line.trim() !== "" && !line.startsWith(" "))
    .map((line) => atMarkdown(line, byFile));
}

function tsconfig(files) {
  return {
    extends: "../../tsconfig.tests.json",
    compilerOptions: {
      target: "ES2022",
      lib: ["ES2023", "DOM", "DOM.Iterable", "ESNext.Disposable"],
      allowJs: true,
      checkJs: true,
      // Blocks are read by people: they say less than a program of ours has to.
      noImplicitAny: false,
      noUnusedLocals: false,
      noUnusedParameters: false,
      noUncheckedIndexedAccess: false,
      isolatedModules: false,
    },
    include: [],
    files: [...files, "../../tools/doc-prelude.d.ts"],
  };
}

function atMarkdown(line, byFile) {
  const found = /^(.*?)\((\d+),(\d+)\): (.*)$/.exec(line);
  const block = found === null ? undefined : byFile.get(basename(found[1]));
  if (block === undefined) return line;
  return `${block.file}:${block.line + Number(found[2]) - 1}:${found[3]} ${found[4]}`;
}

/** The files that a page shows whole and the tree has too, as "Containerfile": what differs, as sentences. */
export function checkShownFiles(blocks, read) {
  return blocks.flatMap((block) => {
    const name = wordOf(block, "file");
    const content = name === undefined || name.includes(".") ? undefined : read(name);
    if (content === undefined || content === block.code) return [];
    return [`${block.file}:${block.line} shows "${name}", which says something else.`];
  });
}
