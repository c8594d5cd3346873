import type { FileView, RunDetail } from "@stepwell/protocol";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { formatBytes } from "../../lib/format-bytes.ts";
import { formatPlural } from "../../lib/format-plural.ts";
import { fuzzyMatcher, matcherProblem } from "../../lib/fuzzy-match.ts";
import { useNow } from "../../lib/use-now.ts";
import { FilterField } from "../shell/filter-field.tsx";
import { Failure, Message } from "../shell/message.tsx";
import { useView } from "../shell/use-view.ts";
import { FilePreview } from "./file-preview.tsx";
import { FileRow } from "./file-row.tsx";
import { treeRows, type TreeRow } from "./file-tree.ts";
import "./files.css";
import { useFilesQuery } from "./use-files.ts";

const mostRows = 2_000;

/** The files of a run as a tree, and what the chosen one holds. */
export function FilesTab({ detail }: { readonly detail: RunDetail }): ReactNode {
  const { project, id } = detail.run;
  const query = useQuery(useFilesQuery(project, id));
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
      <Message icon="file" title="This run has no files. Images, code and output that it saves appear here.">
        <pre>run.save("checkpoints/*.json");</pre>
      </Message>
    );
  return <Files project={project} run={id} files={data} />;
}

interface FilesProps {
  readonly project: string;
  readonly run: string;
  readonly files: readonly FileView[];
}

function Files({ project, run, files }: FilesProps): ReactNode {
  const [view, setView] = useView();
  const [filter, setFilter] = useState("");
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const now = useNow(60_000);
  const list = useRef<HTMLTableSectionElement>(null);
  const shown = useMemo(() => {
    const matches = fuzzyMatcher(filter);
    return files.filter(({ path }) => matches(path));
  }, [files, filter]);
  // What is looked for is shown wherever it lies.
  const rows = useMemo(
    () => treeRows({ files: shown, closed: filter === "" ? closed : new Set() }),
    [shown, closed, filter],
  );
  const chosen = files.find(({ path }) => path === view.file);
  const size = files.reduce((sum, file) => sum + file.size, 0);

  const open = ({ kind, path }: TreeRow): void => {
    if (kind === "file") return setView({ file: path });
    const next = new Set(closed);
    if (!next.delete(path)) next.add(path);
    setClosed(next);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by === undefined) return;
    const buttons = [...(list.current?.querySelectorAll<HTMLElement>("button.file") ?? [])];
    buttons[buttons.indexOf(document.activeElement as HTMLElement) + by]?.focus();
    event.preventDefault();
  };
  return (
    <>
      <div className="tool">
        <FilterField
          label="Filter files"
          shortcut="/"
          value={filter}
          problem={matcherProblem(filter)}
          onChange={setFilter}
        />
        <span className="grow" />
        <span className="badge">
          {shown.length === files.length ? "" : `${shown.length} of `}
          {formatPlural(files.length, "file")}, {formatBytes(size)}
        </span>
      </div>
      <div className={chosen === undefined ? "files" : "files with-preview"}>
        <div className="panel file-list" aria-label="Files" role="region" tabIndex={-1}>
          {shown.length === 0 ? (
            <p className="preview-note">
              No file matches &quot;{filter}&quot;.{" "}
              <button type="button" className="btn small" onClick={() => setFilter("")}>
                Clear filter
              </button>
            </p>
          ) : (
            <table className="table">
              <thead>
                <tr>
                  <th>name</th>
                  <th className="num">size</th>
                  <th className="num when">written</th>
                </tr>
              </thead>
              <tbody ref={list} onKeyDown={onKeyDown}>
                {rows.slice(0, mostRows).map((row) => (
                  <FileRow
                    key={`${row.kind} ${row.path}`}
                    row={row}
                    now={now}
                    isOpen={filter !== "" || !closed.has(row.path)}
                    isChosen={row.kind === "file" && row.path === view.file}
                    onOpen={() => open(row)}
                  />
                ))}
              </tbody>
            </table>
          )}
          {rows.length > mostRows ? (
            <p className="preview-note">
              2,000 of {formatPlural(rows.length, "row")} listed. Filter to see others.
            </p>
          ) : null}
        </div>
        {chosen === undefined ? null : (
          <FilePreview
            key={chosen.path}
            project={project}
            run={run}
            file={chosen}
            onClose={() => setView({ file: undefined })}
          />
        )}
      </div>
    </>
  );
}
