const longest = 200;
const mostWork = 10;

/**
 * A regular expression that somebody typed or a link brought, in any case. Undefined for what is none, and for what a
 * text could be made for that takes for ever: this language tries each way to read a text.
 */
export function quickPattern(source: string, flags = "i"): RegExp | undefined {
  try {
    const pattern = new RegExp(source, flags);
    return source.length <= longest && isQuick(source) ? pattern : undefined;
  } catch {
    return undefined;
  }
}

/** A repetition tries as many ways as the text is long, a choice two: together they multiply. Repeated groups have no bound. */
function isQuick(source: string): boolean {
  if (/\\[1-9]|\\k</.test(source)) return false;
  const plain = source
    .replaceAll(/\\./gsu, "a")
    .replaceAll(/\[[^\]]*\]/g, "a")
    .replaceAll(/\(\?(?:<?[=!]|:|<\w+>)?/g, "(");
  if (/\)[*+{]/.test(plain)) return false;
  const lazy = plain.replaceAll(/([*+?}])\?/g, "$1");
  const repetitions = lazy.match(/[*+{]/g)?.length ?? 0;
  const choices = lazy.match(/\?/g)?.length ?? 0;
  return repetitions * 3 + choices + innerBars(lazy) <= mostWork;
}

/** Alternatives within groups; those of the whole pattern are tried one after the other. */
function innerBars(plain: string): number {
  let depth = 0;
  let bars = 0;
  for (const letter of plain) {
    if (letter === "(") depth += 1;
    else if (letter === ")") depth -= 1;
    else if (letter === "|" && depth > 0) bars += 1;
  }
  return bars;
}
