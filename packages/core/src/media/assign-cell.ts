import { optional, UNKNOWN } from "./column-type.ts";
import type { ColumnType, DictType, ListType, UnionType } from "./column-type.ts";
import { MEDIA } from "./media.ts";
import { mergeMediaColumns } from "./media-column.ts";
import { isPlain } from "./table-cell.ts";
import type { Cell, ObjectCell, PlainCell } from "./table-cell.ts";

/**
 * The type of a column of `type` after `cell` came in, the same object when nothing changes; undefined when the cell
 * does not fit.
 */
export function assignCell(type: ColumnType, cell: Cell): ColumnType | undefined {
  switch (type.kind) {
    case "any":
      return isNone(cell) ? undefined : type;
    case "invalid":
      return undefined;
    case "unknown":
      return assignFirst(cell);
    case "union":
      return assignToUnion(type, cell);
    case "const":
      return cell === type.value ? type : undefined;
    case "primaryKey":
    case "foreignKey":
      return typeof cell === "string" ? type : undefined;
    default:
      if (isPlain(cell)) return plainKind(cell) === type.kind ? type : undefined;
      return assignObject(type, cell);
  }
}

/** The type of one cell. */
export function cellType(cell: Cell): ColumnType {
  if (isPlain(cell)) return { kind: plainKind(cell) };
  switch (cell.kind) {
    case "date":
      return { kind: "timestamp" };
    case "media": {
      const column = cell.value[MEDIA].column?.();
      return column === undefined ? UNKNOWN : { kind: "media", column };
    }
    case "histogram":
      return { kind: "object", name: "Histogram" };
    case "array":
      return { kind: "array", shape: cell.value.shape };
    case "index":
      return { kind: "foreignIndex", table: cell.value.table };
    case "list":
      return { kind: "list", element: elementType(cell.items), length: cell.items.length };
    case "dict":
      return {
        kind: "dict",
        members: Object.fromEntries(cell.members.map(([name, item]) => [name, cellType(item)])),
      };
  }
}

function plainKind(cell: PlainCell): "none" | "number" | "string" | "boolean" {
  switch (typeof cell) {
    case "number":
      return Number.isNaN(cell) ? "none" : "number";
    case "bigint":
      return "number";
    case "string":
      return "string";
    case "boolean":
      return "boolean";
    default:
      return "none";
  }
}

function elementType(items: readonly Cell[]): ColumnType {
  const present = items.filter((item) => !isNone(item));
  let element: ColumnType | undefined = UNKNOWN;
  for (const item of present) element = element && assignCell(element, item);
  const found = element ?? { kind: "invalid" };
  return present.length < items.length ? optional(found) : found;
}

function isNone(cell: Cell): boolean {
  return cell === null || Number.isNaN(cell);
}

function assignFirst(cell: Cell): ColumnType | undefined {
  return isNone(cell) ? undefined : cellType(cell);
}

function assignObject(type: ColumnType, cell: ObjectCell): ColumnType | undefined {
  switch (type.kind) {
    case "timestamp":
      return cell.kind === "date" ? type : undefined;
    case "list":
      if (cell.kind === "array") return assignItems(type, itemsOf(cell.value));
      return cell.kind === "list" ? assignItems(type, cell.items) : undefined;
    case "dict":
      return cell.kind === "dict" ? assignMembers(type, cell.members) : undefined;
    case "array":
      return sameShape(type.shape, cell) ? type : undefined;
    case "foreignIndex":
      return cell.kind === "index" && cell.value.table === type.table ? type : undefined;
    case "object":
      return cell.kind === "histogram" && type.name === "Histogram" ? type : undefined;
    case "media": {
      const given = cell.kind === "media" ? cell.value[MEDIA].column?.() : undefined;
      const column = given && mergeMediaColumns(type.column, given);
      return column && (column === type.column ? type : { kind: "media", column });
    }
    default:
      return undefined;
  }
}

// The first member that takes the value; else the value becomes a member in the place of an unknown one.
function assignToUnion(type: UnionType, cell: Cell): ColumnType | undefined {
  const { allowed } = type;
  for (const isUnknownTurn of [false, true]) {
    for (const [index, member] of allowed.entries()) {
      if ((member.kind === "unknown") !== isUnknownTurn) continue;
      const assigned = assignCell(member, cell);
      if (assigned === member) return type;
      if (assigned !== undefined) return { kind: "union", allowed: allowed.with(index, assigned) };
    }
  }
  return undefined;
}

function assignItems(type: ListType, items: readonly Cell[]): ColumnType | undefined {
  let element: ColumnType | undefined = type.element;
  for (const item of items) element = element && assignCell(element, item);
  if (element === undefined) return undefined;
  if (element === type.element && items.length === type.length) return type;
  return { kind: "list", element, length: items.length };
}

// A missing member counts as null.
function assignMembers(type: DictType, given: readonly (readonly [string, Cell])[]): ColumnType | undefined {
  const cells = new Map(given);
  const merged: [string, ColumnType][] = [];
  let isSame = true;
  for (const [name, member] of Object.entries(type.members)) {
    const assigned = assignCell(member, cells.get(name) ?? null);
    if (assigned === undefined) return undefined;
    isSame &&= assigned === member;
    cells.delete(name);
    merged.push([name, assigned]);
  }
  if (cells.size > 0) return undefined;
  return isSame ? type : { kind: "dict", members: Object.fromEntries(merged) };
}

// The numbers of the first axis: enough to say whether they fit.
function itemsOf({
  data,
  shape,
}: {
  readonly data: ArrayLike<number | bigint>;
  readonly shape: readonly number[];
}) {
  const [length = 0, ...inner] = shape;
  const size = inner.reduce((product, axis) => product * axis, 1);
  return Array.from({ length }, (_, index): Cell => {
    if (inner.length === 0) return data[index] ?? null;
    const part = Array.from({ length: size }, (__, offset) => data[index * size + offset] ?? 0);
    return { kind: "list", items: itemsOf({ data: part, shape: inner }) };
  });
}

function sameShape([length, ...inner]: readonly number[], cell: Cell): boolean {
  if (!isPlain(cell) && cell.kind === "array") return cell.value.shape.join() === [length, ...inner].join();
  if (length === undefined) return typeof cell === "number" || typeof cell === "bigint";
  if (isPlain(cell) || cell.kind !== "list" || cell.items.length !== length) return false;
  return cell.items.every((item) => sameShape(inner, item));
}
