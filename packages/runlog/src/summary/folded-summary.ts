import type { Item, Json, JsonObject, MetricRecord } from "@stepwell/protocol";
import { createKeyTree } from "../keys/key-tree.ts";
import { isUsablePath } from "../keys/usable-path.ts";
import { metricPath } from "../metrics/metric-path.ts";
import { createSummaryTree } from "./summary-tree.ts";

/**
 * The summary of a run file. It takes records whose paths were checked. Two summaries are kept:
 *
 *   uploaded   what the file's summary records amount to; this is what a W&B server would show, and what `read` returns
 *   derived    what the file's rows amount to, under its definitions
 *
 * The official client writes a summary record before each row; there `uploaded` follows the records alone, so that it
 * is exactly theirs. Our writer leaves most of them out at high rates, and a killed one leaves out the last. A row
 * that no record announced (none since the row before carries its `_step` or `_timestamp`) changes `uploaded` by what
 * `derived` says of its keys. The next record repeats those values, so it does not matter which comes last.
 */
export interface FoldedSummary {
  /** Takes the items of a row. */
  row(items: readonly Item[]): void;
  /** Takes what a summary record updates and removes. */
  change(update: readonly Item[], remove: readonly (readonly string[])[]): void;
  /** Takes the merged definition. */
  define(definition: MetricRecord): void;
  read(): JsonObject;
}

/** An empty summary. */
export function createFoldedSummary(): FoldedSummary {
  const derivedKeys = createKeyTree();
  const derived = createSummaryTree(derivedKeys, { ownsKeys: true });
  const uploaded = createSummaryTree(createKeyTree(), { ownsKeys: true });
  let announced: readonly Item[] = [];

  return {
    row(items) {
      for (const { path, value } of items) {
        derived.log(derivedKeys.resolve(path), value);
      }
      if (announces(announced, items)) {
        derived.dropLogged();
      } else {
        for (const { path, value } of derived.takeLogged()?.update ?? []) uploaded.set(path, value);
      }
      announced = [];
    },
    change(update, remove) {
      const automatic = update.filter(({ path }) => path.length === 1 && AUTOMATIC.has(path[0] as string));
      if (automatic.length > 0) announced = automatic;
      for (const { path, value } of update) {
        uploaded.set(path, value);
        if (automatic.length === 0) derived.set(path, value);
      }
      for (const path of remove) {
        uploaded.remove(path);
        derived.remove(path);
      }
    },
    define(definition) {
      const path = metricPath(definition.name);
      if (definition.name !== "" && isUsablePath(path)) derived.configure(path, definition);
    },
    read: () => uploaded.read(),
  };
}

/** Keys that every summary record of a row has, and that a user has no reason to set. */
const AUTOMATIC: ReadonlySet<string> = new Set(["_step", "_timestamp", "_runtime"]);

function announces(announced: readonly Item[], items: readonly Item[]): boolean {
  let found = false;
  for (const { path, value } of announced) {
    if (path[0] === "_runtime") continue;
    if (!isSame(valueOf(items, path[0] as string), value)) return false;
    found = true;
  }
  return found;
}

function valueOf(items: readonly Item[], key: string): Json | undefined {
  return items.find(({ path }) => path.length === 1 && path[0] === key)?.value;
}

/** A row and its record come from one writer, which prints equal values equally. */
function isSame(a: Json | undefined, b: Json): boolean {
  return Object.is(a, b);
}
