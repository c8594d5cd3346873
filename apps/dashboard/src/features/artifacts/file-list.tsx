import type { ArtifactFileView } from "@stepwell/client";
import { useState, type ReactNode } from "react";
import { formatBytes } from "../../lib/format-bytes.ts";
import { formatName } from "../../lib/format-name.ts";
import { fuzzyMatcher } from "../../lib/fuzzy-match.ts";
import { groupDigits } from "../../lib/group-digits.ts";
import { FilterField } from "../shell/filter-field.tsx";
import { Icon } from "../shell/icon.tsx";
import { Failure } from "../shell/message.tsx";
import { useSession } from "../shell/session-context.ts";
import { FilePreview } from "./file-preview.tsx";
import { useArtifactFiles } from "./use-artifacts.ts";

export interface FileListProps {
  readonly project: string;
  readonly name: string;
  readonly version: string;
}

const most = 300;

/** The files of a version, opened in place or downloaded. */
export function FileList({ project, name, version }: FileListProps): ReactNode {
  const query = useArtifactFiles(project, name, version);
  const [filter, setFilter] = useState("");
  const { data } = query;
  if (query.isError && data === undefined)
    return (
      <Failure
        title="Stepwell could not list the files."
        error={query.error}
        onRetry={() => void query.refetch()}
      />
    );
  const matches = fuzzyMatcher(filter);
  const found = data?.files.filter(({ path }) => matches(path)) ?? [];
  const total = data?.total ?? 0;
  return (
    <section className="panel art-files" aria-label="Files">
      <div className="sh">
        <h2>Files</h2>
        <span className="badge">{groupDigits(total)}</span>
        <span className="grow" />
        {total > 8 ? (
          <FilterField label="Filter files" className="small" value={filter} onChange={setFilter} />
        ) : null}
      </div>
      <ul>
        {found.slice(0, most).map((file) => (
          <FileRow key={file.path} {...{ project, name, version, file }} />
        ))}
      </ul>
      {found.length === 0 && data !== undefined ? (
        <p className="dim">{total === 0 ? "This version has no files." : "No file matches."}</p>
      ) : null}
      {found.length > most || total > (data?.files.length ?? 0) ? (
        <p className="dim">
          {groupDigits(Math.min(most, found.length))} of {groupDigits(total)} files listed.
        </p>
      ) : null}
    </section>
  );
}

function FileRow({
  project,
  name,
  version,
  file,
}: FileListProps & { readonly file: ArtifactFileView }): ReactNode {
  const { client } = useSession();
  const [isOpen, setOpen] = useState(false);
  const { path, size, reference } = file;
  if (reference !== null)
    return (
      <li>
        <div className="art-file">
          <Icon name="right" />
          <span className="ell grow" title={path}>
            {formatName(path, 60)}
          </span>
          <span className="dim ell mono" title={reference}>
            {formatName(reference, 48)}
          </span>
        </div>
      </li>
    );
  return (
    <li>
      <div className="art-file">
        <button type="button" className="grow ell" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          <Icon name={isOpen ? "down" : "right"} />
          <span className="ell" title={path}>
            {formatName(path, 60)}
          </span>
        </button>
        <span className="dim">{formatBytes(size)}</span>
        <a
          className="btn ghost icon"
          href={client.artifacts.fileUrl(project, name, version, path)}
          download={path.split("/").at(-1)}
          aria-label={`Download ${path}`}
          title="Download"
        >
          <Icon name="download" />
        </a>
      </div>
      {isOpen ? <FilePreview {...{ project, name, version, file }} /> : null}
    </li>
  );
}
