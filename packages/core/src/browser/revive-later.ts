import { CoreError } from "../core-error.ts";
import type { ErrorFacts } from "./error-facts.ts";

/** The error that a worker has met, whose class is loaded for it. */
export async function reviveLater(facts: ErrorFacts): Promise<CoreError> {
  const classes = await import("./open-elsewhere.ts").catch(() => undefined);
  // A page that can load nothing any more says at least what it is about.
  return classes?.reviveError(facts) ?? new CoreError(facts.message);
}
