import { joinPath } from "@stepwell/protocol";
import type { Item, Json, SummaryRecord } from "@stepwell/protocol";

/** Sets and deletes that the user made, gathered into as few records as keep their order. */
export interface ExplicitChanges {
  set(path: readonly string[], value: Json): void;
  remove(path: readonly string[]): void;
  /** Puts a record of logged changes between what came before and what will come. */
  interpose(logged: SummaryRecord): void;
  take(): SummaryRecord[];
}

/** No changes yet. */
export function createExplicitChanges(): ExplicitChanges {
  let records: SummaryRecord[] = [];
  let update = new Map<string, Item>();
  let remove: (readonly string[])[] = [];

  // A reader applies a record's updates before its removes, so a set after a remove begins the next record.
  function seal(): void {
    if (update.size === 0 && remove.length === 0) return;
    records.push({ type: "summary", update: [...update.values()], remove });
    update = new Map();
    remove = [];
  }

  return {
    set(path, value) {
      if (remove.length > 0) seal();
      const key = joinPath(path);
      update.delete(key);
      update.set(key, { path, value });
    },
    remove(path) {
      remove.push(path);
    },
    interpose(logged) {
      seal();
      records.push(logged);
    },
    take() {
      seal();
      const taken = records;
      records = [];
      return taken;
    },
  };
}
