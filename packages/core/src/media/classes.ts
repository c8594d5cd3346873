import { UsageError } from "../core-error.ts";
import { showValue } from "../show-value.ts";
import { readArguments } from "./read-arguments.ts";

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
    this.entries = readArguments("classes", () => readEntries(entries));
  }

  /** As it stands in an artifact. */
  toJSON(): { _type: "classes"; class_set: readonly ClassEntry[] } {
    return { _type: "classes", class_set: this.entries };
  }
}

function readEntries(entries: unknown): readonly ClassEntry[] {
  if (!Array.isArray(entries)) return refuse(`they are "${showValue(entries)}"`);
  return Array.from(entries as readonly Partial<ClassEntry>[], (entry, index) => {
    const { id, name } = entry ?? {};
    if (!Number.isInteger(id)) return refuse(`entry "${index}" has the id "${showValue(id)}"`);
    if (typeof name !== "string") return refuse(`entry "${index}" has the name "${showValue(name)}"`);
    return { id: id as number, name };
  });
}

function refuse(reason: string): never {
  throw new UsageError(
    `[core] Failed to make classes: ${reason}. Give a list as [{ id: 1, name: "cat" }], ids in whole numbers.`,
  );
}
