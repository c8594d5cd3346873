import type { Item, Json } from "@stepwell/protocol";
import type { KeyNode, KeyTree } from "./key-tree.ts";

/** The row being gathered: the items of one or more calls, merged. `items` and `nodes` run in parallel. */
export interface PendingRow {
  readonly isEmpty: boolean;
  readonly items: readonly Item[];
  readonly nodes: readonly KeyNode[];
  /**
   * Adds an item. The same path again replaces the value; a value over nested ones removes them, and a nested one
   * removes the value above it.
   */
  add(item: Item): void;
  /** Adds a value at a key. */
  set(node: KeyNode, value: Json): void;
  /** True when the row has a value at the key or below it. */
  has(node: KeyNode): boolean;
  valueAt(node: KeyNode): Json | undefined;
  /** Ends the row: hands out its items and begins the next one. */
  take(): Item[];
}

/** An empty pending row over the keys of `tree`. */
export function createPendingRow(tree: KeyTree): PendingRow {
  let number = 0;
  let items: Item[] = [];
  let nodes: KeyNode[] = [];

  function place(node: KeyNode, item: Item): void {
    if (node.row === number) {
      items[node.index] = item;
      return;
    }
    if (node.rowBelow === number) keep((other) => !isBelow(other, node));
    if (node.parent !== undefined) markAncestors(node.parent);
    node.row = number;
    node.index = items.length;
    items.push(item);
    nodes.push(node);
  }

  function markAncestors(from: KeyNode): void {
    for (let node: KeyNode | undefined = from; node !== undefined; node = node.parent) {
      if (node.row === number) keep((other) => other !== node);
      node.rowBelow = number;
    }
  }

  function keep(stays: (node: KeyNode) => boolean): void {
    const former = nodes;
    const formerItems = items;
    nodes = [];
    items = [];
    former.forEach((node, index) => {
      if (stays(node)) {
        node.index = items.length;
        nodes.push(node);
        items.push(formerItems[index] as Item);
      } else {
        node.row = -1;
      }
    });
  }

  return {
    get isEmpty() {
      return items.length === 0;
    },
    get items() {
      return items;
    },
    get nodes() {
      return nodes;
    },
    add(item) {
      place(tree.resolve(item.path), item);
    },
    set(node, value) {
      place(node, { path: node.path, value });
    },
    has: (node) => node.row === number || node.rowBelow === number,
    valueAt: (node) => (node.row === number ? items[node.index]?.value : undefined),
    take() {
      const taken = items;
      items = [];
      nodes.length = 0;
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
