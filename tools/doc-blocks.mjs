import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Every block of code of the Markdown that people read: `file`, the `line` that its first line of code has, `language`,
 * `words` (what stands behind the language, as `run` or `file=train.mjs`), and `code`.
 */
export function docBlocks(root) {
  return docFiles(root).flatMap((file) => blocksOf(file, readFileSync(join(root, file), "utf8")));
}

/** README, docs/ and the pages of packages, commands and examples; not that of create-stepwell, whose scripts are those of what it writes. */
function docFiles(root) {
  const namesIn = (folder) => (existsSync(join(root, folder)) ? readdirSync(join(root, folder)) : []);
  return [
    "README.md",
    ...namesIn("docs")
      .filter((name) => name.endsWith(".md"))
      .map((name) => `docs/${name}`),
    ...["packages", "apps", "examples"].flatMap((folder) =>
      namesIn(folder)
        .filter((name) => name !== "create-stepwell")
        .map((name) => `${folder}/${name}/README.md`),
    ),
  ].filter((file) => existsSync(join(root, file)));
}

/** The blocks of one Markdown text; fences of three backticks or more, alone or in a list. */
export function blocksOf(file, text) {
  const blocks = [];
  let open;
  for (const [index, line] of text.split("\n").entries()) {
    const fence = /^(\s*)(`{3,})(.*)$/.exec(line);
    if (open === undefined && fence !== null) {
      const [language = "", ...words] = fence[3].trim().split(/\s+/);
      open = { fence: fence[2], block: { file, line: index + 2, language, words, code: "" } };
    } else if (
      open !== undefined &&
      fence !== null &&
      fence[2].length >= open.fence.length &&
      fence[3] === ""
    ) {
      blocks.push(open.block);
      open = undefined;
    } else if (open !== undefined) {
      open.block.code += `${line}\n`;
    }
  }
  return blocks;
}

/** What a block says of itself behind an equals sign, as the name in `file=train.mjs`; undefined when it does not. */
export function wordOf({ words }, name) {
  return words.find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1);
}
