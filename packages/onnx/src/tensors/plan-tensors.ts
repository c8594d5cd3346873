import { keyParts } from "../key-part.ts";

/** A tensor that is looked at, and what it is called in keys. */
export interface PlannedTensor {
  readonly name: string;
  /** As `input/image`. */
  readonly key: string;
}

const MOST = 16;

/** The tensors of one side of a session: those that are `wanted`, else the first 16. */
export function planTensors(
  side: "input" | "output",
  names: readonly string[],
  wanted: readonly string[] | undefined,
): PlannedTensor[] {
  const chosen = wanted ?? names.slice(0, MOST);
  const parts = keyParts(chosen);
  return chosen.map((name, index) => ({ name, key: `${side}/${parts[index] as string}` }));
}
