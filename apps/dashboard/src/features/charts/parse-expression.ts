import { expressionTokens, type ExpressionProblem, type ExpressionToken } from "./expression-tokens.ts";

/** A formula over metrics, ready to be computed. */
export interface Expression {
  /** Metrics that it is about, each once, in the order of `evaluate`'s values. */
  readonly keys: readonly string[];
  readonly evaluate: (values: ArrayLike<number>) => number;
}

type Part = (values: ArrayLike<number>) => number;

const longest = 1_000;
const deepest = 60;

const functions: Readonly<
  Record<string, { readonly most: number; readonly of: (...values: number[]) => number }>
> = {
  log: { most: 1, of: Math.log },
  exp: { most: 1, of: Math.exp },
  abs: { most: 1, of: Math.abs },
  sqrt: { most: 1, of: Math.sqrt },
  min: { most: 16, of: Math.min },
  max: { most: 16, of: Math.max },
};
const names = Object.keys(functions).join(", ");

/** Reads `${train/loss} - ${val/loss}`: + − * / ** ( ), numbers, and log, exp, abs, sqrt, min, max. */
export function parseExpression(text: string): Expression | ExpressionProblem {
  if (text.length > longest)
    return { from: longest, to: text.length, message: `An expression has at most ${longest} letters.` };
  const tokens = expressionTokens(text);
  if ("message" in tokens) return tokens;
  const keys: string[] = [];
  try {
    const evaluate = createParser(tokens as readonly ExpressionToken[], keys)();
    if (keys.length === 0)
      return { from: 0, to: text.length, message: "No metric is used. Write one in braces: ${train/loss}." };
    return { keys, evaluate };
  } catch (error) {
    if (error instanceof Unexpected) return error.problem;
    throw error;
  }
}

/** True when an expression could not be read. */
export function isProblem(parsed: Expression | ExpressionProblem): parsed is ExpressionProblem {
  return "message" in parsed;
}

class Unexpected extends Error {
  readonly problem: ExpressionProblem;
  constructor(problem: ExpressionProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

function createParser(tokens: readonly ExpressionToken[], keys: string[]): () => Part {
  let at = 0;
  let depth = 0;
  const peek = (): ExpressionToken => tokens[at] as ExpressionToken;
  const fail = (expected: string): never => {
    const { kind, text, from, to } = peek();
    const found = kind === "end" ? "the end" : `"${text}"`;
    throw new Unexpected({
      from: kind === "end" ? Math.max(0, from - 1) : from,
      to,
      message: `Expected ${expected}, found ${found}.`,
    });
  };
  const sign = (...texts: readonly string[]): string | undefined => {
    const { kind, text } = peek();
    if (kind !== "sign" || !texts.includes(text)) return undefined;
    at += 1;
    return text;
  };

  const sum = (): Part => {
    let left = product();
    for (let by = sign("+", "-"); by !== undefined; by = sign("+", "-")) {
      const [first, second] = [left, product()];
      left = by === "+" ? (v) => first(v) + second(v) : (v) => first(v) - second(v);
    }
    return left;
  };
  const product = (): Part => {
    let left = signed();
    for (let by = sign("*", "/"); by !== undefined; by = sign("*", "/")) {
      const [first, second] = [left, signed()];
      left = by === "*" ? (v) => first(v) * second(v) : (v) => first(v) / second(v);
    }
    return left;
  };
  const signed = (): Part => {
    depth += 1;
    if (depth > deepest) fail("fewer parentheses and signs");
    const by = sign("-", "+");
    const part = by === undefined ? power() : signed();
    depth -= 1;
    return by === "-" ? (v) => -part(v) : part;
  };
  const power = (): Part => {
    const base = atom();
    if (sign("**") === undefined) return base;
    const exponent = signed();
    return (v) => base(v) ** exponent(v);
  };
  const atom = (): Part => {
    const { kind, text } = peek();
    if (kind === "number") {
      at += 1;
      const value = Number(text);
      return () => value;
    }
    if (kind === "key") {
      at += 1;
      const place = keys.includes(text) ? keys.indexOf(text) : keys.push(text) - 1;
      return (v) => v[place] as number;
    }
    if (kind === "name") return call(text);
    if (sign("(") === undefined) return fail("a metric, a number or a parenthesis");
    const inner = sum();
    if (sign(")") === undefined) fail('an operator or ")"');
    return inner;
  };
  const call = (name: string): Part => {
    const known = Object.hasOwn(functions, name.toLowerCase()) ? functions[name.toLowerCase()] : undefined;
    if (known === undefined) return fail(`one of ${names}, or a metric in braces`);
    at += 1;
    if (sign("(") === undefined) fail(`"(" behind ${name}`);
    const inner = [sum()];
    while (inner.length < known.most && sign(",") !== undefined) inner.push(sum());
    if (sign(")") === undefined) fail(known.most > 1 ? '"," or ")"' : '")"');
    return (v) => known.of(...inner.map((part) => part(v)));
  };

  return () => {
    const whole = sum();
    if (peek().kind !== "end") fail("an operator");
    return whole;
  };
}
