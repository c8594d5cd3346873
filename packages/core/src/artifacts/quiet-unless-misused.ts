import { UsageError } from "../core-error.ts";

/** The same promise, but a failure that is no `UsageError` does not end a program which did not wait for the outcome. */
export function quietUnlessMisused<Result>(work: Promise<Result>): Promise<Result> {
  const outcome = new Promise<Result>((resolve, reject) => {
    work.then(resolve, (error: unknown) => {
      if (!UsageError.isInstance(error)) outcome.catch(() => undefined);
      reject(error as Error);
    });
  });
  return outcome;
}
