/** Characters of a tag. */
export const MAX_TAG = 64;

/** Text of 1 to 64 characters. */
export function isTag(tag: unknown): tag is string {
  return typeof tag === "string" && tag.length >= 1 && tag.length <= MAX_TAG;
}
