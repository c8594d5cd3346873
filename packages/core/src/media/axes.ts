import { showValue } from "../show-value.ts";

const MAX_AXES = 32;
const SHOWN = 8;

/** Whether a shape is a list of whole numbers that together describe `count` numbers. */
export function describes(shape: unknown, count: number): shape is readonly number[] {
  if (!Array.isArray(shape) || shape.length > MAX_AXES) return false;
  // A list with holes has fewer entries than its length says.
  const axes = Array.from(shape as readonly unknown[]);
  if (!axes.every((length) => Number.isSafeInteger(length) && (length as number) >= 0)) return false;
  return (axes as number[]).reduce((product, length) => product * length, 1) === count;
}

/** A shape as it stands in a message. */
export function showShape(shape: unknown): string {
  if (!Array.isArray(shape)) return showValue(shape);
  const axes = Array.from(shape.slice(0, SHOWN), showValue);
  return [...axes, ...(shape.length > SHOWN ? ["…"] : [])].join(" × ");
}
