/** What a filter is made of, with its place in the text. */
export interface FilterWord {
  readonly kind: "word" | "quoted" | "pattern" | "op" | "open" | "close" | "comma";
  /** Without quotes and slashes. */
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** A part of a filter that can't be read: where, and a sentence that says what was expected there. */
export interface FilterProblem {
  readonly from: number;
  readonly to: number;
  readonly message: string;
}

const singles: Readonly<Record<string, FilterWord["kind"]>> = {
  "(": "open",
  "[": "open",
  ")": "close",
  "]": "close",
  ",": "comma",
};
const operator = /^(?:!=|!~|<=|>=|==|&&|\|\||[=<>~!&|])/;
const endsWord = /[\s()[\],=<>~"`]|!(?=[=~])|&&|\|\|/;

/** Cuts a filter into words. A quote that is not closed ends with the text, and is a problem. */
export function filterWords(text: string): {
  readonly words: readonly FilterWord[];
  readonly problems: readonly FilterProblem[];
} {
  const words: FilterWord[] = [];
  const problems: FilterProblem[] = [];
  let at = 0;
  while (at < text.length) {
    const char = text[at] as string;
    if (/\s/.test(char)) {
      at += 1;
      continue;
    }
    const word = single(char, at) ?? quoted(text, at) ?? pattern(text, at) ?? op(text, at) ?? plain(text, at);
    if (word.kind === "quoted" && !isClosed(text, word)) {
      problems.push({ from: word.from, to: word.to, message: `Expected a closing ${char}.` });
    }
    words.push(word);
    at = word.to;
  }
  return { words, problems };
}

/** A text in quotes where the language would take it for something else. */
export function quoteWord(text: string): string {
  const isPlain =
    text !== "" && !/[\s()[\],=<>~"`'&|!]/.test(text) && !text.startsWith("/") && !isReserved(text);
  return isPlain ? text : `"${text.replaceAll(/["\\]/g, "\\$&")}"`;
}

/** True for the words that join terms, in any case. */
export function isReserved(text: string): boolean {
  return /^(?:and|or|not|in|has)$/i.test(text);
}

function single(char: string, from: number): FilterWord | undefined {
  const kind = singles[char];
  return kind === undefined ? undefined : { kind, text: char, from, to: from + 1 };
}

function quoted(text: string, from: number): FilterWord | undefined {
  const quote = text[from] as string;
  if (quote !== '"' && quote !== "'" && quote !== "`") return undefined;
  let inside = "";
  for (let at = from + 1; at < text.length; at += 1) {
    const char = text[at] as string;
    if (char === quote) return { kind: "quoted", text: inside, from, to: at + 1 };
    const next = text[at + 1];
    const escapes = char === "\\" && (next === quote || next === "\\");
    inside += escapes ? next : char;
    if (escapes) at += 1;
  }
  return { kind: "quoted", text: inside, from, to: text.length };
}

function isClosed(text: string, { from, to }: FilterWord): boolean {
  let end = from + 1;
  while (end < to && text[end] !== text[from]) end += text[end] === "\\" ? 2 : 1;
  return end === to - 1;
}

function pattern(text: string, from: number): FilterWord | undefined {
  const found = /^\/((?:\\.|[^/\\])+)\/(?=[\s)\],]|$)/.exec(text.slice(from));
  return found === null
    ? undefined
    : { kind: "pattern", text: found[1] as string, from, to: from + found[0].length };
}

function op(text: string, from: number): FilterWord | undefined {
  const found = operator.exec(text.slice(from))?.[0];
  if (found === undefined) return undefined;
  return { kind: "op", text: found === "==" ? "=" : found, from, to: from + found.length };
}

function plain(text: string, from: number): FilterWord {
  const end = text.slice(from + 1).search(endsWord);
  const to = end === -1 ? text.length : from + 1 + end;
  return { kind: "word", text: text.slice(from, to), from, to };
}
