import { asNumberArray } from "../encode/array-like.ts";
import type { NumberArray } from "../encode/array-like.ts";

/** Nested lists of an array's numbers, by its shape. */
export function nestedLists({ data, shape }: NumberArray, axis = 0, offset = 0): readonly unknown[] {
  const length = shape[axis] ?? data.length;
  const stride = shape.slice(axis + 1).reduce((product, size) => product * size, 1);
  return Array.from({ length }, (_, index) =>
    axis >= shape.length - 1
      ? Number(data[offset + index])
      : nestedLists({ data, shape, boolean: false, name: "" }, axis + 1, offset + index * stride),
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
