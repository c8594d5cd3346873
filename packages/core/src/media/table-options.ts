import { UsageError } from "../core-error.ts";
import { OptionError } from "../errors/option-error.ts";
import { didYouMean } from "../settings/did-you-mean.ts";
import { showValue } from "../show-value.ts";
import { typeOfSpec } from "./column-spec.ts";
import type { ColumnSpec } from "./column-spec.ts";
import { optional, UNKNOWN } from "./column-type.ts";
import type { ColumnType } from "./column-type.ts";

/**
 * What a second log of one table means: `IMMUTABLE` the same again, `MUTABLE` a new version when it changed,
 * `INCREMENTAL` the rows that came since.
 */
export type TableLogMode = "IMMUTABLE" | "MUTABLE" | "INCREMENTAL";

/** Columns, rows, and what columns may hold. */
export interface TableOptions {
  /** Default `Input`, `Output`, `Expected`. */
  readonly columns?: readonly (string | number)[];
  /** Rows, each with a value for every column. */
  readonly data?: Iterable<Iterable<unknown>>;
  /**
   * What columns hold: one type for all, a list with one for each, or types by column, where the others are left open.
   * Default: the first value of a column decides.
   */
  readonly dtype?: ColumnSpec | readonly ColumnSpec[] | Readonly<Record<string, ColumnSpec>>;
  /** Whether columns may hold null; default true. A list says it for each column. */
  readonly optional?: boolean | readonly boolean[];
  /** Values of any types in one column, whatever `dtype` says; default false. */
  readonly allowMixedTypes?: boolean;
  /** Default `IMMUTABLE`. */
  readonly logMode?: TableLogMode;
}

/** Options that make sense, and the types that columns begin with. */
export interface CheckedTableOptions {
  readonly columns: readonly string[];
  readonly types: readonly ColumnType[];
  readonly data: Iterable<unknown>;
  readonly logMode: TableLogMode;
}

const OPTION_NAMES = ["columns", "data", "dtype", "optional", "allowMixedTypes", "logMode"];
const LOG_MODES = ["IMMUTABLE", "MUTABLE", "INCREMENTAL"];
const DEFAULT_COLUMNS = ["Input", "Output", "Expected"];

/** Throws `UsageError` for what are no options, `OptionError` for one that makes no sense. */
export function checkTableOptions(options: TableOptions): CheckedTableOptions {
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    throw new UsageError(
      `[core] Failed to make a table: "${showValue(options)}" is no object of options. Give { columns: ["x", "y"], data: [[1, 2]] }; a list of objects goes to Table.from().`,
    );
  }
  for (const name in options) {
    if (OPTION_NAMES.includes(name)) continue;
    refuse(name, `the option "${name}" is not known`, didYouMean(name, OPTION_NAMES));
  }
  const { data = [], logMode = "IMMUTABLE" } = options;
  const columns = checkColumns(options.columns ?? DEFAULT_COLUMNS);
  if (typeof logMode !== "string" || !LOG_MODES.includes(logMode)) {
    return refuse(
      "logMode",
      `the log mode "${showValue(logMode)}" is unknown`,
      'Give "IMMUTABLE", "MUTABLE" or "INCREMENTAL"',
    );
  }
  if (typeof data !== "object" || data === null || !(Symbol.iterator in data)) {
    return refuse(
      "data",
      `the data are "${showValue(data)}"`,
      "Give a list of rows, as { data: [[1, 2], [3, 4]] }",
    );
  }
  return { columns, types: startTypes(columns, options), data, logMode };
}

/** What a column begins with. */
export function startType(options: {
  readonly dtype?: ColumnSpec | undefined;
  readonly isOptional: boolean;
}): ColumnType {
  const type = options.dtype === undefined ? UNKNOWN : typeOfSpec(options.dtype);
  return options.isOptional ? optional(type) : type;
}

function checkColumns(columns: readonly (string | number)[]): readonly string[] {
  const isName = (name: unknown): boolean => typeof name === "string" || Number.isInteger(name);
  if (Array.isArray(columns) && columns.every(isName)) return columns.map(String);
  return refuse(
    "columns",
    `the columns are no list of names: "${showValue(columns)}"`,
    'Give text or whole numbers, as { columns: ["x", "y"] }',
  );
}

function startTypes(columns: readonly string[], options: TableOptions): readonly ColumnType[] {
  const { allowMixedTypes = false, optional: nullable = true } = options;
  if (typeof allowMixedTypes !== "boolean")
    refuse("allowMixedTypes", `allowMixedTypes is "${showValue(allowMixedTypes)}"`, "Give true or false");
  const isOptional = (index: number): boolean => {
    if (typeof nullable === "boolean") return nullable;
    const one: unknown = Array.isArray(nullable) && nullable.length === columns.length && nullable[index];
    return typeof one === "boolean" && Array.isArray(nullable) && nullable.length === columns.length
      ? one
      : refuse(
          "optional",
          `optional is "${showValue(nullable)}" for "${columns.length}" columns`,
          "Give true, false, or a list with one of them for each column",
        );
  };
  const specOf = specReader(columns, options.dtype);
  return columns.map((column, index) =>
    startType({
      isOptional: isOptional(index),
      dtype: allowMixedTypes ? "any" : specOf(column, index),
    }),
  );
}

type SpecReader = (column: string, index: number) => ColumnSpec | undefined;

function specReader(columns: readonly string[], dtype: TableOptions["dtype"]): SpecReader {
  if (dtype === undefined) return () => undefined;
  if (isList(dtype)) {
    if (dtype.length === columns.length) return (_, index) => dtype[index];
    return refuse(
      "dtype",
      `dtype has "${dtype.length}" types for "${columns.length}" columns`,
      "Give one for each; one for values of several types is columnType.oneOf()",
    );
  }
  if (!isPlainObject(dtype)) return () => dtype as ColumnSpec;
  const byName = dtype as Readonly<Record<string, ColumnSpec>>;
  const unknown = Object.keys(byName).find((name) => !columns.includes(name));
  if (unknown === undefined) return (column) => (Object.hasOwn(byName, column) ? byName[column] : undefined);
  return refuse(
    "dtype",
    `dtype has the column "${unknown}", and the columns are "${columns.join('", "')}"`,
    "Name columns that the table has",
  );
}

function isList(value: unknown): value is readonly ColumnSpec[] {
  return Array.isArray(value);
}

function isPlainObject(value: object | string): boolean {
  return typeof value === "object" && Object.getOwnPropertySymbols(value).length === 0;
}

function refuse(option: string, reason: string, remedy: string): never {
  const end = /[.?]$/.test(remedy) ? "" : ".";
  throw new OptionError(`[core] Failed to make a table: ${reason}. ${remedy}${end}`, { option });
}
