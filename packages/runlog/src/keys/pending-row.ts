import type { Item, Json } from "@stepwell/protocol";
import type { KeyNode, KeyTree } from "./key-tree.ts";

/** The row being gathered: the items of one or more calls, merged. */
export interface PendingRow {
  /** Items so far. No getter: the engine looks up every member anew in an object that has one. */
  size(): number;
  /** The key at a place below `size()`. Places change when an item is removed. */
  nodeAt(index: number): KeyNode;
  /**
   * Adds an item. The same path again replaces the value; a value over nested ones removes them, and a nested one
   * removes the value above it.
   */
  add(item: Item): void;
  /** Adds a value at a key. */
  set(node: KeyNode, value: Json): void;
  /** The value at a key, or undefined when the row has none there. */
  valueAt(node: KeyNode): Json | undefined;
  /** Ends the row: hands out its items and begins the next one. */
  take(): Item[];
}

/** An empty pending row over the keys of `tree`. */
export function createPendingRow(tree: KeyTree): PendingRow {
  let number = 0;
  let items: Item[] = [];
  // Parallel to items and never shortened, so that its memory serves every row.
  const nodes: KeyNode[] = [];

  function place(node: KeyNode, item: Item): void {
    if (node.row === number) {
      items[node.index] = item;
      return;
    }
    if (node.rowBelow === number) keep((other) => !isBelow(other, node));
    if (node.parent !== undefined) markAncestors(node.parent);
    node.row = number;
    node.index = items.length;
    // Mostly it is there, from the row before.
    if (nodes[items.length] !== node) nodes[items.length] = node;
    items.push(item);
  }

  function markAncestors(from: KeyNode): void {
    for (let node: KeyNode | undefined = from; node !== undefined; node = node.parent) {
      if (node.row === number) keep((other) => other !== node);
      node.rowBelow = number;
    }
  }

  function keep(stays: (node: KeyNode) => boolean): void {
    const former = items;
    items = [];
    for (const [index, item] of former.entries()) {
      const node = nodes[index] as KeyNode;
      if (stays(node)) {
        node.index = items.length;
        nodes[items.length] = node;
        items.push(item);
      } else {
        node.row = -1;
      }
    }
  }

  return {
    size: () => items.length,
    nodeAt: (index) => nodes[index] as KeyNode,
    add(item) {
      // The row before likely had the same key at this place: an identity check in place of a lookup, 0.2 µs a row of ten.
      const guess = nodes[items.length];
      place(guess !== undefined && guess.path === item.path ? guess : tree.resolve(item.path), item);
    },
    set(node, value) {
      place(node, { path: node.path, value });
    },
    valueAt: (node) => (node.row === number ? items[node.index]?.value : undefined),
    take() {
      const taken = items;
      items = [];
      number += 1;
      return taken;
    },
  };
}

function isBelow(node: KeyNode, above: KeyNode): boolean {
  for (let at = node.parent; at !== undefined; at = at.parent) {
    if (at === above) return true;
  }
  return false;
}
