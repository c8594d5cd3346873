import type { RunValuesView } from "@stepwell/protocol";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { formatPlural } from "../../lib/format-plural.ts";
import { queryKeys } from "../../lib/query-keys.ts";
import { useSession } from "../shell/session-context.ts";
import type { FilterPlace } from "./suggest-filter.ts";

/** A value that runs have, as text, and how many of them. */
export interface ValueHint {
  readonly text: string;
  readonly hint: string;
}

/** The values that runs have under the key at a place of a filter, the most frequent first. */
export function useValueHints(project: string, { expects, key }: FilterPlace): readonly ValueHint[] {
  const { client } = useSession();
  const path = key?.path ?? "";
  const kind = key?.own?.kind;
  const { data } = useQuery({
    queryKey: queryKeys.runValues(project, path, ""),
    enabled: expects === "value" && path !== "" && kind !== "time" && kind !== "duration",
    queryFn: ({ signal }) => client.runValues(project, path, { limit: 200, signal }),
  });
  return useMemo(() => (data === undefined ? [] : hintsOf(data)), [data]);
}

function hintsOf({ values, distinct, min, max }: RunValuesView): ValueHint[] {
  const isContinuous = distinct > 20 && Number.isFinite(min);
  if (isContinuous) {
    const middle = (min + max) / 2;
    return [
      { text: String(min), hint: "smallest" },
      { text: String(Number(middle.toPrecision(3))), hint: "middle" },
      { text: String(max), hint: "largest" },
    ];
  }
  return values
    .filter(({ value }) => value !== null && typeof value !== "object" && value !== "")
    .map(({ value, runs }) => ({
      text: String(value as string | number | boolean),
      hint: formatPlural(runs, "run"),
    }));
}
