import type { ErrorFacts } from "./error-facts.ts";

/** The error that a worker has met, whose class is loaded for it. */
export async function reviveLater(facts: ErrorFacts): Promise<Error> {
  const { reviveError } = await import("./revive-error.ts");
  return reviveError(facts);
}
