import { UsageError } from "../core-error.ts";
import { asNumberArray } from "../encode/array-like.ts";
import type { NumberArray } from "../encode/array-like.ts";
import { describes, showShape } from "./axes.ts";

/** Nested lists of an array's numbers, by its shape. Throws `UsageError` for a shape of more or fewer numbers. */
export function nestedLists(numbers: NumberArray): readonly unknown[] {
  const { data, shape } = numbers;
  if (shape.length > 0 && !describes(shape, data.length)) {
    throw new UsageError(
      `[core] Failed to read an array: shape "${showShape(shape)}" does not describe "${data.length}" numbers. Give one number for each place.`,
    );
  }
  return listsOf(numbers, 0, 0);
}

function listsOf(
  { data, shape }: Pick<NumberArray, "data" | "shape">,
  axis: number,
  offset: number,
): readonly unknown[] {
  const length = shape[axis] ?? data.length;
  const stride = shape.slice(axis + 1).reduce((product, size) => product * size, 1);
  return Array.from({ length }, (_, index) =>
    axis >= shape.length - 1
      ? Number(data[offset + index])
      : listsOf({ data, shape }, axis + 1, offset + index * stride),
  );
}

/** Standard JSON of a figure or scene: typed arrays and tensors are lists, NaN and infinities null. */
export function plainJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => {
    if (typeof inner === "bigint") return Number(inner);
    if (typeof inner !== "object" || inner === null || Array.isArray(inner)) return inner;
    const numbers = asNumberArray(inner);
    return numbers === undefined ? inner : nestedLists(numbers);
  });
}
