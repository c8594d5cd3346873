/** The fenced blocks of a page of Markdown, in order: `language`, `words` after it, and `text`. */
export function readCodeBlocks(markdown) {
  return [...markdown.matchAll(/^```(\S*)([^\n]*)\n([\s\S]*?)^```$/gm)].map(([, language, words, text]) => ({
    language,
    words: words.trim().split(/\s+/),
    text,
  }));
}

/**
 * What a reader of the page does, in order: `{ run }` a command and wait for its end, `{ start }` one that goes on, and
 * `{ write, text }` a file.
 */
export function readSteps(markdown) {
  return readCodeBlocks(markdown).flatMap(({ language, words, text }) => {
    if (language === "sh") return words.includes("background") ? [{ start: text }] : [{ run: text }];
    const file = words.find((word) => word.startsWith("file="))?.slice("file=".length);
    return file === undefined ? [] : [{ write: file, text }];
  });
}
