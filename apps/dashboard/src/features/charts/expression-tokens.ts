/** A word of an expression, with its place in the text. */
export interface ExpressionToken {
  readonly kind: "number" | "key" | "name" | "sign" | "end";
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** What is wrong with an expression: the part of the text to underline, and a sentence that says what was expected. */
export interface ExpressionProblem {
  readonly from: number;
  readonly to: number;
  readonly message: string;
}

const patterns: readonly (readonly [ExpressionToken["kind"], RegExp])[] = [
  ["number", /(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?/iy],
  ["key", /\$\{([^{}]*)\}/y],
  ["name", /[a-z_][a-z0-9_]*/iy],
  ["sign", /\*\*|[-+*/(),]/y],
];

/** Splits an expression into its words; the last one is always the end. */
export function expressionTokens(text: string): readonly ExpressionToken[] | ExpressionProblem {
  const tokens: ExpressionToken[] = [];
  let at = 0;
  while (at < text.length) {
    if (/\s/.test(text[at] as string)) {
      at += 1;
      continue;
    }
    const token = tokenAt(text, at);
    if (token === undefined) return unknownWord(text, at);
    if (token.kind === "key" && token.text === "")
      return {
        from: at,
        to: token.to,
        message: "The braces are empty. Write a metric in them: ${train/loss}.",
      };
    tokens.push(token);
    at = token.to;
  }
  return [...tokens, { kind: "end", text: "", from: text.length, to: text.length }];
}

function tokenAt(text: string, at: number): ExpressionToken | undefined {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match === null) continue;
    return { kind, text: (match[1] ?? match[0]).trim(), from: at, to: pattern.lastIndex };
  }
  return undefined;
}

function unknownWord(text: string, from: number): ExpressionProblem {
  if (text.startsWith("${", from)) {
    return { from, to: text.length, message: "The brace is not closed. Write } behind the metric." };
  }
  const word = /\S[^\s+*/(),-]*/y;
  word.lastIndex = from;
  const found = word.exec(text)?.[0] ?? "";
  return {
    from,
    to: from + found.length,
    message: `"${found}" is not known. A metric stands in braces: \${train/loss}.`,
  };
}
