import { columnType } from "./column-spec.ts";
import { Table } from "./table.ts";

/** What the compiler says about tables; nothing here runs. */
export function typedTables(): void {
  const people = [{ name: "a", age: 1 }];
  Table.from(people);
  Table.from(people, { columns: ["age"], dtype: { age: Number }, logMode: "MUTABLE" });
  Table.from(new Set(people)).addComputedColumns((index, { age }) => ({ older: age + index }));
  new Table({ columns: ["a", 1], dtype: ["image", columnType.oneOf("string", columnType.constant(1))] });
  for (const row of Table.from(people)) row.length.toFixed();

  // @ts-expect-error the objects have no such key
  Table.from(people, { columns: ["nmae"] });
  // @ts-expect-error columns come from the objects
  Table.from(people, { data: [] });
  // @ts-expect-error these are no objects
  Table.from([1, 2]);
  // @ts-expect-error there is no such type
  new Table({ dtype: "integer" });
  // @ts-expect-error there is no such mode
  new Table({ logMode: "immutable" });
  // @ts-expect-error the elements have no such type
  columnType.list("integer");
  // @ts-expect-error a computed row is an object
  Table.from(people).addComputedColumns(() => 1);
}
