import type { RunDetail } from "@stepwell/protocol";
import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { formatBytes } from "../../lib/format-bytes.ts";
import { formatPlural } from "../../lib/format-plural.ts";
import { fuzzyMatcher } from "../../lib/fuzzy-match.ts";
import { queryKeys } from "../../lib/query-keys.ts";
import { FilterField } from "../shell/filter-field.tsx";
import { Icon } from "../shell/icon.tsx";
import { Failure, Message } from "../shell/message.tsx";
import { useSession } from "../shell/session-context.ts";

/** The files of a run, each a link. */
export function FilesTab({ detail }: { readonly detail: RunDetail }): ReactNode {
  const { project, id } = detail.run;
  const { client } = useSession();
  const [filter, setFilter] = useState("");
  const query = useQuery({
    queryKey: queryKeys.files(project, id),
    queryFn: ({ signal }) => client.files(project, id, signal),
    staleTime: 5_000,
  });
  const { data } = query;
  if (data === undefined) {
    if (!query.isError) return <div className="loading-line" role="status" aria-label="Loading" />;
    return (
      <Failure
        title="Stepwell could not list the files."
        error={query.error}
        onRetry={() => void query.refetch()}
      />
    );
  }
  if (data.length === 0)
    return (
      <Message
        icon="file"
        title="This run has no files. Images, code and output that it saves appear here."
      />
    );
  const matches = fuzzyMatcher(filter);
  const shown = data.filter(({ path }) => matches(path)).toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const size = data.reduce((sum, file) => sum + file.size, 0);
  return (
    <>
      <div className="tool">
        <FilterField label="Filter files" shortcut="/" value={filter} onChange={setFilter} />
        <span className="grow" />
        <span className="badge">
          {formatPlural(data.length, "file")}, {formatBytes(size)}
        </span>
      </div>
      <div className="panel scroll-x">
        <table className="table">
          <thead>
            <tr>
              <th>name</th>
              <th className="num">size</th>
            </tr>
          </thead>
          <tbody>
            {shown.slice(0, 2_000).map(({ path, size: bytes }) => (
              <tr key={path}>
                <td>
                  <a
                    className="file mono"
                    href={client.fileUrl(project, id, path)}
                    target="_blank"
                    rel="noreferrer"
                  >
                    <Icon name="file" />
                    {path}
                  </a>
                </td>
                <td className="num">{formatBytes(bytes)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {shown.length > 2_000 ? (
        <p className="dim">2,000 of {formatPlural(shown.length, "file")} listed. Filter to see others.</p>
      ) : null}
    </>
  );
}
