import type { Item, Json, JsonObject, MetricRecord, SummaryRecord } from "@stepwell/protocol";
import type { KeyNode, KeyTree } from "../keys/key-tree.ts";
import { put } from "../row-items.ts";
import {
  clearValue,
  configureEntry,
  createSummaryEntry,
  logValue,
  setValue,
  shownValue,
  uploadedValue,
} from "./summary-entry.ts";
import type { SummaryEntry } from "./summary-entry.ts";

/**
 * A summary: one entry per leaf path, under the tree rules of rows (a value over nested ones removes them, and the
 * other way round). It also gathers what an upload of logged values says, which is not always what a read shows:
 * a logged null, a late definition and a metric turned to `none` change the read only.
 */
export interface SummaryTree {
  /** Takes a value of a finished row. */
  log(node: KeyNode, value: Json): void;
  /** Sets a value explicitly; a logged change of the same path is no longer told. */
  set(path: readonly string[], value: Json): void;
  /** Removes a value, or everything below the path. A path inside a value removes nothing. */
  remove(path: readonly string[]): void;
  configure(path: readonly string[], definition: MetricRecord): void;
  /** The summary as a read shows it. */
  read(): JsonObject;
  /** Changes by logged values since the last call, in order, or undefined when there are none. */
  takeLogged(): SummaryRecord | undefined;
  /** Forgets changes by logged values. */
  dropLogged(): void;
  /** True while a logged change waits above or below the path, so that their order matters. */
  hasLoggedAround(path: readonly string[]): boolean;
}

export interface SummaryTreeOptions {
  /**
   * True where nobody else holds keys of the tree: those below a value that replaced them are dropped, so that a file
   * that replaces many keys again and again is read in linear time. Default false.
   */
  readonly ownsKeys?: boolean;
}

/** An empty summary over the keys of `tree`. */
export function createSummaryTree(tree: KeyTree, { ownsKeys = false }: SummaryTreeOptions = {}): SummaryTree {
  let changed: SummaryEntry[] = [];

  function removeBelow(node: KeyNode): void {
    if (ownsKeys) node.children = undefined;
    else removeEntriesBelow(node);
  }

  /** Only a node without an entry can have others above or below it, so the usual log looks at neither. */
  function makeEntry(node: KeyNode): SummaryEntry {
    for (let above = node.parent; above !== undefined; above = above.parent) above.entry = undefined;
    removeBelow(node);
    node.entry = createSummaryEntry(node);
    return node.entry;
  }

  function dropWhere(isDropped: (path: readonly string[]) => boolean): void {
    if (changed.length === 0) return;
    changed = changed.filter((entry) => {
      entry.changed = !isDropped(entry.node.path);
      return entry.changed;
    });
  }

  return {
    log(node, value) {
      const entry = node.entry ?? makeEntry(node);
      const isOnlyRead = entry.hidden || (value === null && entry.tracked === undefined);
      // What waits to be told stays as it was.
      if (isOnlyRead && entry.changed) entry.upload = uploadedValue(entry);
      logValue(entry, value);
      if (isOnlyRead) return;
      entry.upload = undefined;
      if (!entry.changed) {
        entry.changed = true;
        changed.push(entry);
      }
    },
    set(path, value) {
      const node = tree.resolve(path);
      setValue(node.entry ?? makeEntry(node), value);
      dropWhere((logged) => isSame(logged, path));
    },
    remove(path) {
      const node = tree.find(path);
      if (node?.entry !== undefined) clearValue(node.entry);
      else if (node !== undefined) removeBelow(node);
      dropWhere((logged) => isAtOrBelow(logged, path));
    },
    configure(path, definition) {
      const node = tree.resolve(path);
      configureEntry(node.entry ?? makeEntry(node), definition);
    },
    read: () => readLevel(tree.roots),
    takeLogged() {
      if (changed.length === 0) return undefined;
      const update: Item[] = [];
      for (const entry of changed) {
        update.push({ path: entry.node.path, value: uploadedValue(entry) });
        entry.changed = false;
      }
      changed = [];
      return { type: "summary", update, remove: [] };
    },
    dropLogged() {
      dropWhere(() => true);
    },
    hasLoggedAround: (path) =>
      changed.some(({ node }) => !isSame(node.path, path) && isRelated(node.path, path)),
  };
}

function removeEntriesBelow(node: KeyNode): void {
  for (const child of node.children?.values() ?? []) {
    child.entry = undefined;
    removeEntriesBelow(child);
  }
}

function readLevel(nodes: ReadonlyMap<string, KeyNode>): JsonObject {
  const level: { [key: string]: Json } = {};
  for (const [part, node] of nodes) {
    if (node.entry !== undefined) {
      const value = shownValue(node.entry);
      if (value !== undefined) put(level, part, value);
    } else if (node.children !== undefined) {
      const below = readLevel(node.children);
      if (Object.keys(below).length > 0) put(level, part, below);
    }
  }
  return level;
}

function isAtOrBelow(path: readonly string[], above: readonly string[]): boolean {
  return path.length >= above.length && isRelated(path, above);
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && isRelated(a, b);
}

/** True when one of the paths leads through the other. */
function isRelated(a: readonly string[], b: readonly string[]): boolean {
  const shared = Math.min(a.length, b.length);
  for (let index = 0; index < shared; index++) {
    if (a[index] !== b[index]) return false;
  }
  return true;
}
