import { parseJson, ProtocolError } from "@stepwell/protocol";
import type { Json } from "@stepwell/protocol";
import { compileFilter } from "@stepwell/storage";
import type { FactValue } from "@stepwell/storage";
import type { FilterField } from "../run-query/parse-filter.ts";
import { parseFilter } from "../run-query/parse-filter.ts";
import { WireError } from "../wire/wire-error.ts";

/** What a list can be filtered and sorted by: a value of each item by the name of its field, in small letters. */
export type ListFields<Item> = Readonly<Record<string, (item: Item) => FactValue | undefined>>;

interface ListQuery {
  /** A filter as MongoDB writes it, as JSON. */
  readonly filters?: string | null | undefined;
  /** Fields with `+` or `-` before them, in commas. */
  readonly order?: string | null | undefined;
}

const LONGEST = 100_000;

/** The items that a client asks for, in its order; those that are equal stay in theirs. Refuses with 400 what it can't read. */
export function queryList<Item>(
  items: readonly Item[],
  { filters, order }: ListQuery,
  fields: ListFields<Item>,
): readonly Item[] {
  const reader = (name: string): ((item: Item) => FactValue | undefined) =>
    fields[name] as (item: Item) => FactValue | undefined;
  try {
    const filter = filters ? parseFilter(read(filters), (name) => fieldOf(name, fields)) : undefined;
    const found = filter === undefined ? items : items.filter(compileFilter(filter, reader));
    const sorts = (order || "").split(",").filter((name) => name !== "");
    return sorts.toReversed().reduce((sorted, sort) => {
      const read = reader(fieldOf(sort.replace(/^[+-]/, ""), fields).path);
      const sign = sort.startsWith("-") ? -1 : 1;
      return sorted.toSorted((a, b) => sign * compare(read(a), read(b)));
    }, found);
  } catch (error) {
    if (error instanceof RangeError) throw new WireError(400, error.message, { cause: error });
    throw error;
  }
}

function read(text: string): Json {
  try {
    if (text.length <= LONGEST) return parseJson(text);
  } catch (error) {
    if (!ProtocolError.isInstance(error)) throw error;
  }
  throw new RangeError(
    `[server] Failed to read the filter "${text.slice(0, 80)}": it is not JSON, or longer than ${LONGEST} characters. Send a filter as MongoDB writes it.`,
  );
}

/** Names come in camel and in snake case. */
function fieldOf(name: string, fields: object): FilterField {
  const path = name.replaceAll("_", "").toLowerCase();
  if (Object.hasOwn(fields, path)) return { path, isTime: path.endsWith("at") };
  throw new RangeError(
    `[server] Failed to list: there is no field "${name.slice(0, 80)}" to filter or sort by; there are "${Object.keys(fields).join('", "')}". Name one of them.`,
  );
}

function compare(a: FactValue | undefined, b: FactValue | undefined): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  const [left, right] = [String(a ?? ""), String(b ?? "")];
  return left < right ? -1 : left > right ? 1 : 0;
}
