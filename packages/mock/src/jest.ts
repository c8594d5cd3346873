import { matchers } from "./matchers/matchers.ts";
import { MockError } from "./mock-error.ts";
import type { StepwellMatchers } from "./matchers/stepwell-matchers.ts";

// Importing this door, or naming it among jest's `setupFilesAfterEnv`, teaches `expect` our matchers.
const { expect } = globalThis as { expect?: { extend(all: typeof matchers): void } };
if (expect === undefined) {
  throw new MockError(
    'teach jest its matchers: there is no global "expect". Call expect.extend(matchers) with that of "@jest/globals", and "matchers" of "@stepwell/mock".',
  );
}
expect.extend(matchers);

declare global {
  // oxlint-disable-next-line typescript/no-namespace -- Where @types/jest keeps its matchers.
  namespace jest {
    // The declaration that this adds to has the same parameters.
    interface Matchers<R, T = {}> extends StepwellMatchers<T> {}
  }
}

export type { StepwellMatchers } from "./matchers/stepwell-matchers.ts";
