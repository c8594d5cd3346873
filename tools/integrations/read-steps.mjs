import { blocksOf, wordOf } from "../doc-blocks.mjs";

/**
 * What a reader of a page of the documentation does, in order: `{ run }` a command and wait for its end, `{ start }` one
 * that goes on, and `{ write, text }` a file. Other blocks are only read.
 */
export function readSteps(file, markdown) {
  return blocksOf(file, markdown).flatMap((block) => {
    const { language, words, code } = block;
    if (language === "sh") return words.includes("background") ? [{ start: code }] : [{ run: code }];
    const name = wordOf(block, "file");
    return name === undefined ? [] : [{ write: name, text: code }];
  });
}
