import type { MatcherContext } from "./judge.ts";
import { printValue } from "./print-value.ts";

/** A place where a value is not what was expected. */
export interface Difference {
  /** As `train.loss`; empty for the value itself. */
  readonly path: string;
  readonly expected: unknown;
  readonly received: unknown;
}

/** Where `received` has not what `expected` says; what it has besides is none. Asymmetric matchers may stand anywhere. */
export function differences(
  context: MatcherContext,
  expected: unknown,
  received: unknown,
  path = "",
): readonly Difference[] {
  if (isPlain(expected) && isPlain(received)) {
    return Object.entries(expected).flatMap(([key, value]) =>
      differences(
        context,
        value,
        Object.hasOwn(received, key) ? received[key] : undefined,
        path === "" ? key : `${path}.${key}`,
      ),
    );
  }
  return context.equals(received, expected) ? [] : [{ path, expected, received }];
}

/** The differences, one a line. */
export function printDifferences(found: readonly Difference[]): string {
  return found
    .map(({ path, expected, received }) => {
      const is = received === undefined ? "there is none" : `received ${printValue(received)}`;
      return `  ${path === "" ? "it" : path}: expected ${printValue(expected)}, ${is}`;
    })
    .join("\n");
}

/** Objects of any realm that are no instances of a class: test runners have realms of their own. */
function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
