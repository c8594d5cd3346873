import type { MetricRecord } from "@stepwell/protocol";
import type { SummaryEntry } from "../summary/summary-entry.ts";

/**
 * A key that was met: one node per path, found by one map lookup per part. Everything that is known about a key hangs
 * here, so that logging it again costs no further lookups.
 */
export interface KeyNode {
  readonly path: readonly string[];
  /** Parts joined by dots, not escaped: what metric definitions are matched against. */
  readonly name: string;
  readonly parent: KeyNode | undefined;
  children: Map<string, KeyNode> | undefined;
  /** Number of the last row that has a value here, and its place among the row's items. */
  row: number;
  index: number;
  /** Number of the last row that has a value somewhere below. */
  rowBelow: number;
  /** Version of the definitions that `definition` was looked up in. */
  definitionVersion: number;
  definition: MetricRecord | undefined;
  /** Set while the summary has a leaf here. */
  entry: SummaryEntry | undefined;
}

export interface KeyTree {
  /** The node of a path with at least one part; made when missing. */
  resolve(path: readonly string[]): KeyNode;
  find(path: readonly string[]): KeyNode | undefined;
  /** Top-level nodes in the order in which they were met. */
  readonly roots: ReadonlyMap<string, KeyNode>;
}

/** An empty key tree. It grows with the number of distinct keys, as the summary does. */
export function createKeyTree(): KeyTree {
  const roots = new Map<string, KeyNode>();

  function root(path: readonly string[]): KeyNode {
    const part = path[0] as string;
    let node = roots.get(part);
    if (node === undefined) {
      node = createNode(path.length === 1 ? path : [part], part, undefined);
      roots.set(part, node);
    }
    return node;
  }

  return {
    roots,
    resolve(path) {
      let node = root(path);
      for (let depth = 1; depth < path.length; depth++) node = child(node, path[depth] as string);
      return node;
    },
    find(path) {
      let node = roots.get(path[0] as string);
      for (let depth = 1; depth < path.length; depth++) node = node?.children?.get(path[depth] as string);
      return node;
    },
  };
}

function child(parent: KeyNode, part: string): KeyNode {
  parent.children ??= new Map();
  let node = parent.children.get(part);
  if (node === undefined) {
    node = createNode([...parent.path, part], `${parent.name}.${part}`, parent);
    parent.children.set(part, node);
  }
  return node;
}

function createNode(path: readonly string[], name: string, parent: KeyNode | undefined): KeyNode {
  return {
    path,
    name,
    parent,
    children: undefined,
    row: -1,
    index: -1,
    rowBelow: -1,
    definitionVersion: -1,
    definition: undefined,
    entry: undefined,
  };
}
