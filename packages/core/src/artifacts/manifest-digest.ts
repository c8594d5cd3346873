import { md5Hex } from "./md5.ts";

/** The digest of a version, hex: equal for equal paths with equal content, in whatever order they were added. */
export function manifestDigest(
  contents: readonly { readonly path: string; readonly digest: string }[],
): string {
  const lines = contents
    .toSorted((one, other) => compareCodePoints(one.path, other.path))
    .map(({ path, digest }) => `${path}:${digest}\n`);
  return md5Hex(new TextEncoder().encode(`wandb-artifact-manifest-v1\n${lines.join("")}`));
}

/** The order of the official client, which is that of code points: JavaScript's own differs beyond U+FFFF. */
function compareCodePoints(one: string, other: string): number {
  const length = Math.min(one.length, other.length);
  for (let at = 0; at < length; at++) {
    const [left, right] = [one.charCodeAt(at), other.charCodeAt(at)];
    if (left !== right) return rank(left) - rank(right);
  }
  return one.length - other.length;
}

// Halves of a character beyond U+FFFF stand above everything below it.
function rank(unit: number): number {
  return unit >= 0xd800 && unit < 0xe000 ? unit + 0x10000 : unit;
}
