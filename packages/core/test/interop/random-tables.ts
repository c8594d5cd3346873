import { createSeededRandom } from "@stepwell/effects/testing";
import type { ConformanceCall } from "@stepwell/conformance";
import type { RandomCase } from "./random-cases.ts";

type Cell = () => unknown;

/** Names of columns, and what makes their cells. */
type Columns = readonly (readonly [name: string, theme: Cell])[];

/**
 * Random tables: rows of cells that mostly fit their column, columns that come later, types given and changed, keys.
 * What is answered otherwise on purpose is left out: dates, NaN inside of other values, null beside large arrays.
 */
export function randomTables(seed: number, count: number): RandomCase[] {
  const random = createSeededRandom(seed);
  const below = (limit: number): number => {
    const [high = 0, low = 0] = random.bytes(2);
    return (high * 256 + low) % limit;
  };
  const one = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  const chance = (percent: number): boolean => below(100) < percent;
  const times = <T>(limit: number, make: () => T): T[] => Array.from({ length: below(limit) }, make);

  const number: Cell = () => one([0, 1, -2, 0.5, 1e-7]);
  const text: Cell = () => one(["", "a", "b", "é\n"]);
  const truth: Cell = () => chance(50);
  const scalar: Cell = () => one([number, text, truth])();
  const array = (shape: readonly number[], dtype: string): unknown => ({
    $: "typed",
    dtype,
    shape,
    data: Array.from({ length: shape.reduce((product, axis) => product * axis, 1) }, () => below(9)),
  });
  const plain: readonly Cell[] = [
    number,
    text,
    truth,
    () => ({ $: "html", data: text(), inject: false }),
    () => times(4, number),
    () => times(4, () => (chance(30) ? null : number())),
    // Of text, there they would take objects too: the letters of their keys.
    () => times(3, () => times(3, number)),
    () => times(3, scalar),
    () => ({ x: number(), y: text() }),
    () => ({ x: number(), y: chance(50) ? null : text(), ...(chance(30) ? { z: 1 } : {}) }),
    () => ({ x: times(3, number), y: { z: truth() } }),
    () => array([3], one(["float32", "float64", "int32"])),
    () => (chance(50) ? array([2], "float64") : [number(), number()]),
  ];
  const large: readonly Cell[] = [
    () => array([2, 2], one(["float32", "uint8", "int64"])),
    () => array([151], "float64"),
    () => array([one([2, 3]), 1], "float32"),
  ];

  function cell(theme: Cell): unknown {
    if (large.includes(theme)) return theme();
    if (chance(8)) return null;
    if (chance(4)) return { $: "NaN" };
    return chance(7) ? one(plain)() : theme();
  }

  function typeName(): unknown {
    return one(["number", "string", "boolean", "any", ["number", "string"], { const: one([1, "a", true]) }]);
  }

  function table(name: string): { readonly calls: ConformanceCall[]; readonly columns: Columns } {
    const columns = ["a", "b", "c"].slice(0, 1 + below(3));
    const themes = columns.map(() => one(chance(12) ? large : plain));
    const logMode = one(["IMMUTABLE", "IMMUTABLE", "MUTABLE", "INCREMENTAL"]);
    const value = {
      $: "table",
      columns,
      logMode,
      ...(chance(20) ? { optional: chance(50) ? false : columns.map(truth) } : {}),
      ...(chance(10) ? { allowMixedTypes: true } : {}),
      ...(chance(15) ? { dtype: columns.length === 1 || chance(50) ? columns.map(typeName) : "any" } : {}),
    };
    const calls: ConformanceCall[] = [{ op: "let", name, value }];
    const rows = 1 + below(6);
    for (let row = 0; row < rows; row++)
      calls.push({ op: "table.add_data", table: name, row: themes.map(cell) });
    return { calls, columns: columns.map((column, index) => [column, themes[index] as Cell] as const) };
  }

  function later(name: string, columns: Columns): ConformanceCall {
    const column = one([...columns.map(([own]) => own), "new"]);
    switch (below(5)) {
      case 0:
        return {
          op: "table.add_data",
          table: name,
          row: columns.map(([, theme]) => (large.includes(theme) ? theme() : one(plain)())),
        };
      case 1:
        return { op: "table.add_column", table: name, name: "new", data: times(6, one(plain)) };
      case 2:
        return { op: "table.cast", table: name, name: column, dtype: typeName(), optional: chance(50) };
      case 3:
        return { op: "table.set_pk", table: name, name: column };
      default:
        return { op: "log", data: { t: { $: "ref", name } } };
    }
  }

  // A table that is not INCREMENTAL is logged once: what a second log says of one that changed, or whose change was
  // refused, is another matter there. So are two keys.
  function keepFirst(changes: readonly ConformanceCall[], logMode: string): readonly ConformanceCall[] {
    return changes.filter(({ op }, index) => {
      if (op === "log") return logMode === "INCREMENTAL";
      return op !== "table.set_pk" || changes.findIndex((call) => call.op === op) === index;
    });
  }

  return Array.from({ length: count }, (_, index) => {
    const { calls, columns } = table("t");
    const made = calls[0]?.value as { readonly logMode: string } | undefined;
    const changes = times(4, () => later("t", columns));
    calls.push(...keepFirst(changes, made?.logMode ?? ""));
    calls.push({ op: "log", data: { t: { $: "ref", name: "t" } } });
    return {
      id: `random-table-${seed}-${index}`,
      area: "random-tables",
      title: `tables of seed ${seed}, number ${index}`,
      calls,
    };
  });
}
