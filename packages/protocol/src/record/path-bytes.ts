import { ByteWriter, fixedBytes } from "../bytes/byte-writer.ts";
import type { FixedBytes } from "../bytes/byte-writer.ts";
import { writeListedText } from "./write-field.ts";
import { ITEM } from "./member-numbers.ts";

interface PathNode {
  bytes: FixedBytes | undefined;
  readonly children: Map<string, PathNode>;
}

const CACHE_BYTES = 1024 * 1024;
const NODE_BYTES = 200;
const MAX_GUESSES = 256;

/** `place` is where in its record the path stands: likely the same path as in the record before. */
export type PathBytes = (path: readonly string[], place: number) => FixedBytes;

/**
 * Encodes paths as `nested_key` fields, with the tag of the value that follows, and remembers them: a run logs the same few keys over and over.
 * The memory is bounded; when it is full it is emptied.
 */
export function createPathBytes(): PathBytes {
  const writer = new ByteWriter();
  const guesses: { path: readonly string[]; bytes: FixedBytes }[] = [];
  let root = createNode();
  let held = 0;

  return (path, place) => {
    // Callers hand in the same array for the same key, so most paths are found by identity.
    const guess = guesses[place];
    if (guess !== undefined && guess.path === path) return guess.bytes;
    const bytes = find(path);
    if (place < MAX_GUESSES) guesses[place] = { path, bytes };
    return bytes;
  };

  function find(path: readonly string[]): FixedBytes {
    let node = root;
    for (let index = 0; index < path.length; index++) {
      const part = path[index] as string;
      let child = node.children.get(part);
      if (child === undefined) {
        child = createNode();
        node.children.set(part, child);
        held += NODE_BYTES + 2 * part.length;
      }
      node = child;
    }
    return node.bytes ?? remember(node, path);
  }

  function remember(node: PathNode, path: readonly string[]): FixedBytes {
    writer.reset(0);
    for (const part of path) writeListedText(writer, ITEM.nestedKey, part);
    writer.tag(ITEM.valueJson, 2);
    node.bytes = fixedBytes(writer.bytes.slice(0, writer.at));
    held += 2 * writer.at;
    if (held > CACHE_BYTES) {
      root = createNode();
      held = 0;
    }
    return node.bytes;
  }
}

function createNode(): PathNode {
  return { bytes: undefined, children: new Map() };
}
