import { CoreError } from "../core-error.ts";
import { messageOf } from "../message-of.ts";

/** An error of ours as data. */
export interface ErrorFacts {
  /** The class. */
  readonly name: string;
  readonly message: string;
  /** Its members. */
  readonly facts: Readonly<Record<string, unknown>>;
}

/** What a page needs to throw an error that its worker has met. */
export function errorFacts(error: unknown): ErrorFacts {
  if (CoreError.isInstance(error)) {
    const { name, message, cause: _, ...facts } = error;
    return { name, message, facts };
  }
  return {
    name: "CoreError",
    message: `[core] Failed to start the run: ${messageOf(error)}`,
    facts: {},
  };
}
