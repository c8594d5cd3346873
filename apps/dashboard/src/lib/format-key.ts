import { splitPath } from "@stepwell/protocol";

export interface KeyParts {
  /** What comes before the last part, with its separator; drawn dim. */
  readonly prefix: string;
  readonly name: string;
}

/** Splits a key for display: `train/` and `loss`. Nested parts are shown with a dot. */
export function keyParts(key: string): KeyParts {
  const text = keyText(key);
  const slash = text.lastIndexOf("/");
  const cut =
    slash >= 0 && slash < text.length - 1 ? slash : splitPath(key).length > 1 ? text.lastIndexOf(".") : -1;
  return { prefix: text.slice(0, cut + 1), name: text.slice(cut + 1) };
}

/** A joined path as a person reads it, without escapes. */
export function keyText(key: string): string {
  return splitPath(key).join(".");
}
