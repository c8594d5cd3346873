import { UsageError } from "../core-error.ts";
import { showValue } from "../show-value.ts";

const REASON_LENGTH = 200;

/**
 * Runs what reads the caller's objects. What they throw by themselves, as a getter, a proxy or a disposed tensor may,
 * becomes a `UsageError` with it as `cause`; `what` is made of them, as `an image`.
 */
export function readArguments<T>(what: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    if (UsageError.isInstance(cause)) throw cause;
    throw new UsageError(
      `[core] Failed to make ${what}: what was given could not be read (${reasonOf(cause)}). Give plain data.`,
      { cause },
    );
  }
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message.slice(0, REASON_LENGTH) : showValue(cause);
}
