import type { Check } from "./check.ts";

const LONGEST = 1000;

/** A check without what a server, a file name or an address must not bring along: passwords, control characters, a book. */
export function cleanCheck({ remedy, ...check }: Check): Check {
  const text = clean(check.text);
  return remedy === undefined ? { ...check, text } : { ...check, text, remedy: clean(remedy) };
}

function clean(text: string): string {
  const plain = text
    .slice(0, LONGEST)
    .replaceAll(/\s+/g, " ")
    .replaceAll(/\p{C}/gu, "?")
    .replaceAll(/\/\/[^/@\s]*@/g, "//…@");
  return text.length > LONGEST ? `${plain}…` : plain;
}
