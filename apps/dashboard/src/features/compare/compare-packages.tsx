import type { JsonObject, RunView } from "@stepwell/protocol";
import { useQueries } from "@tanstack/react-query";
import { useMemo, type ReactNode } from "react";
import { queryKeys } from "../../lib/query-keys.ts";
import { useSession } from "../shell/session-context.ts";
import { packageFiles, readPackages } from "./packages.ts";
import { valueRows } from "./value-rows.ts";
import { ValueSection } from "./value-section.tsx";

const mostBytes = 4_000_000;
const none: JsonObject = {};

/** The packages that the runs were run with, as their files list them. */
export function ComparePackages({
  runs,
  filter,
}: {
  readonly runs: readonly RunView[];
  readonly filter: string;
}): ReactNode {
  const { client } = useSession();
  const replies = useQueries({
    queries: runs.map(({ project, id }) => ({
      queryKey: queryKeys.packages(project, id),
      queryFn: async ({ signal }: { readonly signal: AbortSignal }): Promise<JsonObject> => {
        const files = await client.files(project, id, signal);
        const path = packageFiles.find((name) =>
          files.some((file) => file.path === name && file.size <= mostBytes),
        );
        if (path === undefined) return none;
        const stream = await client.readFile(project, id, path, signal);
        const text = await new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>).text();
        return readPackages(path, text);
      },
    })),
  });
  const lists = replies.map(({ data }) => data ?? none);
  const text = JSON.stringify(lists);
  const rows = useMemo(() => valueRows(JSON.parse(text) as readonly JsonObject[]), [text]);
  return (
    <ValueSection
      name="Packages"
      rows={rows}
      columns={runs.length}
      filter={filter}
      isDifferencesOnly
      empty="No run has a list of its packages."
    />
  );
}
