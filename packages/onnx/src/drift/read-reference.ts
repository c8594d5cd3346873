import { UsageError } from "@stepwell/core";
import type { DriftReference, ReferenceValues } from "./drift-reference.ts";

const MOST_TENSORS = 64;
const MOST_QUANTILES = 4096;
const MOST_CLASSES = 1024;

/** A reference that came from outside. Throws `UsageError` for anything that `tracking.reference` never was. */
export function readReference(given: unknown): DriftReference {
  if (!isRecord(given)) refuse("it is no object");
  const { version, tensors, classes } = given;
  if (version !== 1) refuse(`its version is "${String(version)}"`);
  if (!isRecord(tensors)) refuse('it has no "tensors"');
  const entries = Object.entries(tensors);
  if (entries.length > MOST_TENSORS) refuse(`it has "${entries.length}" tensors`);
  const read = Object.fromEntries(entries.map(([name, values]) => [name, readValues(name, values)]));
  return { version, tensors: read, ...(classes === undefined ? {} : { classes: readClasses(classes) }) };
}

function readValues(name: string, given: unknown): ReferenceValues {
  if (!isRecord(given) || !Array.isArray(given["quantiles"])) refuse(`"${name}" has no "quantiles"`);
  const { quantiles, count } = given as { quantiles: unknown[]; count: unknown };
  const isRising = quantiles.every(
    (value, index) =>
      typeof value === "number" &&
      Number.isFinite(value) &&
      (index === 0 || (quantiles[index - 1] as number) <= value),
  );
  if (quantiles.length === 0 || quantiles.length > MOST_QUANTILES || !isRising) {
    refuse(`the quantiles of "${name}" are no rising numbers`);
  }
  if (typeof count !== "number" || !(count >= 1)) refuse(`the count of "${name}" is "${String(count)}"`);
  return { quantiles: [...quantiles] as number[], count };
}

function readClasses(given: unknown): Record<string, number> {
  if (!isRecord(given)) refuse('"classes" is no object');
  const entries = Object.entries(given);
  const isCounts = entries.every(([, count]) => typeof count === "number" && count >= 0 && count < Infinity);
  if (entries.length > MOST_CLASSES || !isCounts) refuse('"classes" are no counts');
  return Object.fromEntries(entries) as Record<string, number>;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function refuse(reason: string): never {
  throw new UsageError(
    `[onnx] Failed to read the reference: ${reason}. Give what "tracking.reference" was, as it came from JSON.`,
  );
}
