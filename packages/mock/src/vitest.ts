import { expect } from "vitest";
import { matchers } from "./matchers/matchers.ts";
import type { StepwellMatchers } from "./matchers/stepwell-matchers.ts";

// Importing this door, or naming it among vitest's `setupFiles`, teaches `expect` our matchers.
expect.extend(matchers);

declare module "vitest" {
  // oxlint-disable-next-line typescript/no-explicit-any -- The declaration that this adds to has the same parameter.
  interface Matchers<T = any> extends StepwellMatchers<T> {}
}

export type { StepwellMatchers } from "./matchers/stepwell-matchers.ts";
