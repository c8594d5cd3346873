import type { Json } from "@stepwell/protocol";

/**
 * How an incremental table goes on in a run that goes on, read from what the summary has of it: the number of the next
 * increment, and where those before it lie. Undefined where the summary tells of none.
 */
export function earlierIncrements(
  logged: Json | undefined,
): { readonly next: number; readonly paths: readonly string[] } | undefined {
  if (typeof logged !== "object" || logged === null || Array.isArray(logged)) return undefined;
  const { _type, increment_num, previous_increments_paths, artifact_path } = logged as {
    readonly [member: string]: Json | undefined;
  };
  if (_type !== "incremental-table-file") return undefined;
  const number = Number(increment_num ?? 0);
  if (!Number.isSafeInteger(number) || number < 0) return undefined;
  const paths = Array.isArray(previous_increments_paths) ? previous_increments_paths : [];
  return {
    next: number + 1,
    paths: [...paths, artifact_path].filter((path): path is string => typeof path === "string"),
  };
}
