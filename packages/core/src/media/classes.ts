import { UsageError } from "../core-error.ts";

/** One class of things that an image can show. */
export interface ClassEntry {
  /** A whole number. */
  readonly id: number;
  readonly name: string;
}

/**
 * The classes that numbers in boxes and masks stand for, for all layers of an image together. Throws `UsageError`
 * for an entry without a whole number and a name.
 *
 * @example new Image(pixels, { shape: [28, 28], classes: new Classes([{ id: 0, name: "cat" }]) });
 */
export class Classes {
  readonly entries: readonly ClassEntry[];

  constructor(entries: readonly ClassEntry[]) {
    for (const [index, entry] of entries.entries()) {
      if (Number.isInteger(entry?.id) && typeof entry.name === "string") continue;
      throw new UsageError(
        `[core] Failed to make classes: entry "${index}" has no whole number as id, or no name. Give { id: 1, name: "cat" }.`,
      );
    }
    this.entries = entries.map(({ id, name }) => ({ id, name }));
  }

  /** As it stands in an artifact. */
  toJSON(): { _type: "classes"; class_set: readonly ClassEntry[] } {
    return { _type: "classes", class_set: this.entries };
  }
}
