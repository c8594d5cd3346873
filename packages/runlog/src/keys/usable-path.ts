/** Parts of a path beyond which it is refused. W&B's own parser ends there, and deeper rows break recursive readers. */
const MAX_PARTS = 500;

/** True for a path that can hold a value: neither empty nor absurdly long. */
export function isUsablePath(path: readonly string[]): boolean {
  return path.length > 0 && path.length <= MAX_PARTS;
}
