import type { ArtifactVersionView } from "@stepwell/client";
import type { RunDetail } from "@stepwell/protocol";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { formatBytes } from "../../lib/format-bytes.ts";
import { formatPlural } from "../../lib/format-plural.ts";
import { formatTime, formatTimeFull } from "../../lib/format-time.ts";
import { queryKeys } from "../../lib/query-keys.ts";
import { useNow } from "../../lib/use-now.ts";
import { Failure, Message } from "../shell/message.tsx";
import { useSession } from "../shell/session-context.ts";
import { useRunArtifactsQuery } from "./use-run-artifacts.ts";

/** The artifact versions that a run logged and used. */
export function ArtifactsTab({ detail }: { readonly detail: RunDetail }): ReactNode {
  const { project, id } = detail.run;
  const query = useQuery(useRunArtifactsQuery(project, id));
  const { data } = query;
  if (data === undefined) {
    if (!query.isError) return <div className="loading-line" role="status" aria-label="Loading" />;
    return (
      <Failure
        title="Stepwell could not list the artifacts."
        error={query.error}
        onRetry={() => void query.refetch()}
      />
    );
  }
  if (data.output.length + data.input.length === 0) return <NoArtifacts />;
  return (
    <div className="stack artifacts">
      <Versions title="Logged" versions={data.output} />
      <Versions title="Used" versions={data.input} />
    </div>
  );
}

/** A folder that is watched has rows and media; artifacts come by delivery. */
function NoArtifacts(): ReactNode {
  const { client } = useSession();
  const { data } = useQuery({ queryKey: queryKeys.server(), queryFn: ({ signal }) => client.server(signal) });
  return (
    <Message icon="artifact" title="This run has no artifacts. What it logs or uses appears here.">
      <pre>{`const model = new Artifact({ name: "unet", type: "model" });\nmodel.addFile("weights.bin");\nawait run.logArtifact(model);`}</pre>
      {data === undefined || data.folder === null ? null : (
        <>
          <p>Runs of the folder that this server watches bring theirs when they are delivered to it:</p>
          <pre>{`npx stepwell sync --to ${location.origin}`}</pre>
        </>
      )}
    </Message>
  );
}

function Versions({
  title,
  versions,
}: {
  readonly title: string;
  readonly versions: readonly ArtifactVersionView[];
}): ReactNode {
  const now = useNow(60_000);
  if (versions.length === 0) return null;
  return (
    <article className="panel scroll-x" aria-label={title}>
      <header>
        <h3>
          {title}
          <span className="badge">{versions.length}</span>
        </h3>
      </header>
      <table className="table">
        <thead>
          <tr>
            <th>name</th>
            <th>version</th>
            <th>aliases</th>
            <th>type</th>
            <th className="num">size</th>
            <th className="num">files</th>
            <th>created</th>
          </tr>
        </thead>
        <tbody>
          {versions.map((version) => (
            <tr key={`${version.project}/${version.collection}/${version.version}`}>
              <td>
                <Link
                  className="link"
                  to="/p/$project/artifacts/$type/$name/$version"
                  params={{
                    project: version.project,
                    type: version.type,
                    name: version.collection,
                    version: version.version,
                  }}
                  search={{}}
                >
                  {version.collection}
                </Link>
              </td>
              <td className="mono">{version.version}</td>
              <td>
                {version.aliases.map((alias) => (
                  <span key={alias} className="tag">
                    {alias}
                  </span>
                ))}
              </td>
              <td>{version.type}</td>
              <td className="num">{formatBytes(version.size)}</td>
              <td className="num" title={formatPlural(version.files, "file")}>
                {version.files}
              </td>
              <td title={formatTimeFull(version.createdAt)}>{formatTime(version.createdAt, now)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </article>
  );
}
