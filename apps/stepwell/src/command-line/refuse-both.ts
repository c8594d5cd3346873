import { misuse } from "../problem.ts";

/** Throws `Problem` when two options are there of which only one can be followed. */
export function refuseBoth(
  values: ReadonlyMap<string, string>,
  [one, other]: readonly [string, string],
  remedy: string,
): void {
  if (values.has(one) && values.has(other))
    throw misuse(`"--${one}" and "--${other}" are both there`, remedy);
}
