import { describe, expect, test } from "vitest";
import { UsageError } from "../core-error.ts";
import { columnType } from "./column-spec.ts";
import { Html } from "./html.ts";
import { JoinedTable } from "./joined-table.ts";
import { PartitionedTable } from "./partitioned-table.ts";
import { Table } from "./table.ts";
import type { TableOptions } from "./table-options.ts";

const people = (): Table =>
  new Table({
    columns: ["id", "age"],
    data: [
      ["a", 1],
      ["b", 2],
    ],
  });

describe("what is in a table can be read back", () => {
  test("row by row, column by column, and as it was given", () => {
    const when = new Date(5);
    const html = new Html("x");
    const row = [1n, when, html, [1, [2]], { x: null }, Float32Array.of(1, 2), true];
    const table = new Table({ columns: ["a", "b", "c", "d", "e", "f", "g"], data: [row] });
    expect([...table]).toEqual([row]);
    expect(table.getColumn("b")).toEqual([when]);
    expect(table.getColumn("c")[0]).toBe(html);
    expect(table.columns).toEqual(["a", "b", "c", "d", "e", "f", "g"]);
  });

  test("what the user changes later does not change it", () => {
    const [when, numbers, list] = [new Date(5), Float64Array.of(1), [1]];
    const table = new Table({ columns: ["a", "b", "c"], data: [[when, numbers, list]] });
    when.setTime(7);
    numbers[0] = 7;
    list[0] = 7;
    expect([...table]).toEqual([[new Date(5), Float64Array.of(1), [1]]]);
  });

  test("rows have numbers that know their row", () => {
    const [first, second] = people().getIndex();
    expect([first?.index, Number(second), second?.getRow()]).toEqual([0, 1, { id: "b", age: 2 }]);
  });
});

describe("objects become rows", () => {
  test("columns are their keys as they come, and what is missing is null", () => {
    const table = Table.from([{ a: 1 }, { b: "x", a: 2 }, { b: undefined }]);
    expect(table.columns).toEqual(["a", "b"]);
    expect([...table]).toEqual([
      [1, null],
      [2, "x"],
      [null, null],
    ]);
  });

  test("columns may be chosen, and other options go along", () => {
    const table = Table.from(new Set([{ a: 1, b: 2, c: "x" }]), { columns: ["c", "a"], logMode: "MUTABLE" });
    expect([table.columns, [...table], table.logMode]).toEqual([["c", "a"], [["x", 1]], "MUTABLE"]);
  });

  test("no object at all is a table of no column", () => {
    expect(Table.from([]).columns).toEqual([]);
  });

  test("what an object inherits is no value", () => {
    expect([...Table.from<object>([{ toString: 1 }, {}])]).toEqual([[1], [null]]);
    expect(Table.from([JSON.parse('{"__proto__": 1}') as object]).getColumn("__proto__")).toEqual([1]);
  });
});

describe("columns that come later", () => {
  test("are computed from the rows", () => {
    const table = people().addComputedColumns((index, { id, age }) => ({
      index,
      name: `${String(id)}-${Number(age) + 1}`,
    }));
    expect([...table]).toEqual([
      ["a", 1, 0, "a-2"],
      ["b", 2, 1, "b-3"],
    ]);
  });

  test("are all added or none", () => {
    const table = people();
    expect(() => table.addComputedColumns((index) => ({ good: 1, bad: index === 0 ? 1 : "x" }))).toThrow(
      'the column "bad"',
    );
    expect(() => table.addComputedColumns((index) => (index === 0 ? { x: 1 } : { y: 1 }))).toThrow(
      'row "1" has "y" and the first "x"',
    );
    expect(table.columns).toEqual(["id", "age"]);
  });
});

describe("types that are given", () => {
  test.each<[string, NonNullable<TableOptions["dtype"]>, unknown, unknown]>([
    ["a name", "number", 1, "x"],
    ["a class", Boolean, true, 1],
    ["one for each column", ["string"], "x", 1],
    ["by column", { a: Date }, new Date(0), 0],
    ["one of several", columnType.oneOf("number", String), "x", true],
    ["a constant", columnType.constant("x"), "x", "y"],
    ["one of several constants", columnType.oneOf(columnType.constant(1), columnType.constant(2)), 2, 3],
    ["a list", columnType.list("number"), [1, 2], ["x"]],
    ["a list of anything alike", columnType.list(), ["x"], ["x", 1]],
    ["an object", columnType.record({ x: "number", y: columnType.list() }), { x: 1, y: [1] }, { x: 1 }],
    ["an array", columnType.array(2, 1), [[1], [2]], [[1, 2]]],
    ["an array of numbers in one piece", columnType.array(2), Float32Array.of(1, 2), Float32Array.of(1)],
    ["media", "html", new Html("x"), "x"],
    ["nothing but null", "null", null, 1],
  ])("%s", (_, dtype, good, bad) => {
    const table = new Table({ columns: ["a"], dtype });
    expect(() => table.addData(good).addData(null)).not.toThrow();
    expect(() => table.addData(bad)).toThrow('the column "a" of a table: a value is');
  });

  test("allowMixedTypes wins over them", () => {
    const table = new Table({ columns: ["a"], dtype: "number", allowMixedTypes: true });
    expect(table.addData("x").addData(1).addData([true, "x"]).rowCount).toBe(3);
  });

  test("a column is cast when all of it fits", () => {
    const table = people().cast("age", columnType.oneOf(columnType.constant(1), columnType.constant(2)));
    expect(() => table.addData("c", 3)).toThrow('"the value 1 or the value 2"');
    expect(() => table.cast("age", "string")).toThrow('a value is "number"');
    expect(() => table.addData("c", 1)).not.toThrow();
    expect(() => table.addData("c", null)).toThrow("null");
    expect(() => table.cast("age", "number", { optional: true }).addData("c", null)).not.toThrow();
  });
});

test("keys are text", () => {
  const table = people().setPk("id");
  expect(() => table.addData(7, 7)).toThrow('the column holds "key (text)"');
  expect(() => table.setPk("age")).toThrow('a value is "number"');
  expect(() => people().setFk("age", table, "id")).toThrow("key of the column id of another table");
  expect(() => people().setFk("id", table, "id")).not.toThrow();
});

test("links lead to one table", () => {
  const [one, other] = [people(), people()];
  const table = new Table({ columns: ["row"], data: [[one.getIndex()[1]]] });
  expect(() => table.addData(other.getIndex()[0])).toThrow('a value is "row of another table"');
});

describe("what makes no sense is refused with a sentence", () => {
  test.each<[string, () => unknown]>([
    ['"7" is no object of options', () => new Table(7 as never)],
    ["a list of objects goes to Table.from()", () => new Table([{ a: 1 }] as never)],
    ['the option "colums" is not known. Did you mean "columns"?', () => new Table({ colums: [] } as never)],
    ['the data are "7"', () => new Table({ data: 7 as never })],
    ['it is "7". Give a list', () => new Table({ columns: ["a"], data: [7] as never })],
    ['optional is "1"', () => new Table({ optional: 1 as never })],
    ['for "2" columns', () => new Table({ columns: ["a", "b"], optional: [true] })],
    ['allowMixedTypes is "1"', () => new Table({ allowMixedTypes: 1 as never })],
    ['"nummer" is no type', () => new Table({ dtype: "nummer" as never })],
    ['dtype has "1" types for "2" columns', () => new Table({ columns: ["a", "b"], dtype: ["number"] })],
    ['dtype has the column "b"', () => new Table({ columns: ["a"], dtype: { b: "number" } })],
    ["is no shape. Give the length of each axis", () => columnType.array(0.5)],
    ['"null" is no list', () => Table.from(null as never)],
    ['record "1" is "7"', () => Table.from([{ a: 1 }, 7] as never)],
    ['it has no column "x"', () => people().getColumn("x")],
    ['Its columns are "id", "age"', () => people().cast("x", "number")],
    ['"7" is no table', () => people().setFk("id", 7 as never, "id")],
    ['it has no column "x"', () => people().setFk("id", people(), "x")],
    ["it has a column of that name", () => people().addColumn("age", [1, 2])],
    ['its values are "7"', () => people().addColumn("x", 7 as never)],
    ["its name is no text", () => people().addColumn(7 as never, [1, 2])],
    ['the first table is "7"', () => new JoinedTable(7 as never, people(), "id")],
    ['the key is "7"', () => new JoinedTable(people(), people(), 7 as never)],
    ['a table has no column "x"', () => new JoinedTable(people(), people(), ["id", "x"])],
    ['the folder of its parts is ""', () => new PartitionedTable("")],
    ['"../x" is no name inside it', () => new PartitionedTable("../x")],
    ["an instance of Error; give the fields", () => new Table({ columns: ["a"], data: [[new Error("x")]] })],
    ["an iterator; spread it", () => new Table({ columns: ["a"], data: [[[1].values()]] })],
    ["a Map whose keys are no text", () => new Table({ columns: ["a"], data: [[new Map([[{}, 1]])]] })],
    ["raw bytes", () => new Table({ columns: ["a"], data: [[new ArrayBuffer(1)]] })],
  ])("%s", (sentence, make) => {
    expect(make).toThrow(UsageError);
    expect(make).toThrow(sentence);
  });
});

describe("values of JavaScript in cells", () => {
  class Point {
    readonly x = 1;
  }
  test.each<[string, unknown, unknown]>([
    ["a class instance is an object", new Point(), { x: 1 }],
    ["a Map too", new Map([["x", 1]]), { x: 1 }],
    ["a Set is a list", new Set([1, 2]), [1, 2]],
    ["an object that says its JSON", { toJSON: () => [1] }, [1]],
    ["a boxed number", Object(7), 7],
    ["a pattern is its source", /a+/g, "a+"],
    ["a date of no moment is null", new Date(NaN), null],
    [
      "a tensor without axes is its number",
      { shape: [], dtype: "float32", dataSync: () => Float32Array.of(2) },
      2,
    ],
    ["an undefined member is none", { x: 1, y: undefined }, { x: 1 }],
  ])("%s", (_, given, expected) => {
    expect([...new Table({ columns: ["a"], data: [[given]] })]).toEqual([[expected]]);
  });
});
