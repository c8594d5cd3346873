import type { ArtifactFileView } from "@stepwell/client";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState, type ReactNode } from "react";
import { formatBytes } from "../../lib/format-bytes.ts";
import { queryKeys } from "../../lib/query-keys.ts";
import { plainReason } from "../shell/message.tsx";
import { useSession } from "../shell/session-context.ts";
import { isTablePath } from "../tables/read-artifact-table.ts";
import { previewKind, readStart } from "./preview-kind.ts";

const shownBytes = 100_000;

export interface FilePreviewProps {
  readonly project: string;
  readonly name: string;
  readonly version: string;
  readonly file: ArtifactFileView;
}

const ArtifactTable = lazy(async () => ({
  default: (await import("../tables/artifact-table.tsx")).ArtifactTable,
}));

/** A table, a picture, or the beginning of a text; of other files what they are. */
export function FilePreview({ project, name, version, file }: FilePreviewProps): ReactNode {
  const { client } = useSession();
  const [isBroken, setBroken] = useState(false);
  const kind = previewKind(file.path);
  const isTable = isTablePath(file.path);
  const text = useQuery({
    queryKey: [...queryKeys.artifactFiles(project, name, version), file.path],
    queryFn: async ({ signal }) =>
      readStart(await client.artifacts.readFile(project, name, version, file.path, signal), shownBytes),
    enabled: kind === "text" && file.size > 0 && !isTable,
  });
  if (file.size === 0) return <p className="art-preview dim">It is empty.</p>;
  if (isTable)
    return (
      <div className="art-preview art-table">
        <Suspense fallback={<div className="loading-line" role="status" aria-label="Loading" />}>
          <ArtifactTable {...{ project, name, version }} path={file.path} />
        </Suspense>
      </div>
    );
  if (kind === "image" && !isBroken)
    return (
      <div className="art-preview">
        <img
          src={client.artifacts.fileUrl(project, name, version, file.path)}
          alt={file.path}
          onError={() => setBroken(true)}
        />
      </div>
    );
  if (kind !== "text" || (text.data !== undefined && !text.data.isText))
    return (
      <p className="art-preview dim">
        {isBroken ? "It could not be shown." : "There is no preview of such files."} Download it to open it.
      </p>
    );
  if (text.isError) return <p className="art-preview">{plainReason(text.error)}</p>;
  if (text.data === undefined) return null;
  return (
    <div className="art-preview">
      <pre tabIndex={0} aria-label={`Text of ${file.path}`}>
        {text.data.text}
      </pre>
      {text.data.isWhole ? null : (
        <p className="dim">
          The first {formatBytes(shownBytes)} of {formatBytes(file.size)}.
        </p>
      )}
    </div>
  );
}
