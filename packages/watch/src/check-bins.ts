import { UsageError } from "@stepwell/core";

const MAX_BINS = 512;

/** Throws `UsageError` for a number of bins that no histogram has. */
export function checkBins(bins: number): void {
  if (Number.isInteger(bins) && bins >= 1 && bins <= MAX_BINS) return;
  throw new UsageError(
    `[watch] Failed to watch the model: bins is "${String(bins)}". Give a whole number from 1 to ${MAX_BINS}.`,
  );
}
