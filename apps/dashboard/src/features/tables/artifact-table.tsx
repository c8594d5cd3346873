import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { groupDigits } from "../../lib/group-digits.ts";
import { queryKeys } from "../../lib/query-keys.ts";
import { readBounded } from "../../lib/read-bounded.ts";
import { plainReason } from "../shell/message.tsx";
import { useSession } from "../shell/session-context.ts";
import { readArtifactTable } from "./read-artifact-table.ts";
import { readTable } from "./read-table.ts";
import { TableView } from "./table-view.tsx";

export interface ArtifactTableProps {
  readonly project: string;
  readonly name: string;
  readonly version: string;
  readonly path: string;
}

const mostFiles = 5_000;
const mostFactBytes = 1_000_000;

/** A table of an artifact's version, with the media that its cells name. */
export function ArtifactTable({ project, name, version, path }: ArtifactTableProps): ReactNode {
  const { client } = useSession();
  const urlOf = (file: string): string => client.artifacts.fileUrl(project, name, version, file);
  const { data, error } = useQuery({
    queryKey: [...queryKeys.artifactFiles(project, name, version), "table", path],
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 120_000,
    retry: false,
    queryFn: ({ signal }) =>
      readArtifactTable(
        {
          list: async (folder) => {
            const page = await client.artifacts.files(project, name, version, { limit: mostFiles, signal });
            if (page.next !== null)
              throw new Error(
                `Its artifact has more than the ${groupDigits(mostFiles)} files that are looked through.`,
              );
            return page.files.map((file) => file.path).filter((one) => one.startsWith(`${folder}/`));
          },
          text: async (file) => {
            const reply = await fetch(urlOf(file), { signal });
            if (!reply.ok) throw new Error(`The server answered ${reply.status}.`);
            return new TextDecoder().decode(await readBounded(reply, mostFactBytes));
          },
          table: (file) => readTable(urlOf(file), signal),
        },
        path,
      ),
  });
  if (error !== null)
    return <p className="warn">Could not read this table. {plainReason(error)} Download it to look at it.</p>;
  if (data === undefined) return <div className="loading-line" role="status" aria-label="Loading" />;
  return <TableView table={data} label={path} urlOf={urlOf} />;
}
