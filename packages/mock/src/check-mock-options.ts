import { MockError } from "./mock-error.ts";

/** The numbers that a mock server goes by. */
interface MockNumbers {
  readonly seed: unknown;
  readonly requestLimit: unknown;
}

const MOST: Readonly<Record<keyof MockNumbers, number>> = { seed: 999_999_999, requestLimit: 1_000_000 };

/** Throws `MockError` for a number that can't be meant: no chance comes of NaN, and no list has -1 members. */
export function checkMockOptions(given: MockNumbers): void {
  for (const name of ["seed", "requestLimit"] as const) {
    const value = given[name];
    if (Number.isInteger(value) && (value as number) >= 0 && (value as number) <= MOST[name]) continue;
    throw new MockError(
      `set up the mock server: its "${name}" is "${String(value).slice(0, 50)}". Give a whole number from 0 to ${MOST[name]}.`,
    );
  }
}
