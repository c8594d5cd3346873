import type { RunView } from "@stepwell/protocol";
import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { formatBytes } from "../../lib/format-bytes.ts";
import { formatName } from "../../lib/format-name.ts";
import { slotColor } from "../../lib/palette.ts";
import { queryKeys } from "../../lib/query-keys.ts";
import { Icon } from "../shell/icon.tsx";
import { plainReason } from "../shell/message.tsx";
import { useSession } from "../shell/session-context.ts";
import { codeFiles, mostCodeBytes, type CodeFile } from "./code-files.ts";
import { DiffView } from "./diff-view.tsx";

/** What differs in the code of the baseline and of another run: patch and saved files. */
export function CompareCode({ runs }: { readonly runs: readonly RunView[] }): ReactNode {
  const [base, ...others] = runs;
  const [chosen, setChosen] = useState<string>();
  const other = others.find(({ id }) => id === chosen) ?? others[0];
  if (base === undefined || other === undefined)
    return <p className="cmp-note">Add a second run to compare its code.</p>;
  return (
    <>
      <div className="row">
        <span className="sw" style={{ "--c": slotColor(base.color) }} />
        <span title={base.name}>{formatName(base.name, 32)}</span>
        <span className="dim">against</span>
        <span className="btn select" title={other.name}>
          <select
            aria-label="Run to compare the code with"
            value={other.id}
            onChange={(event) => setChosen(event.target.value)}
          >
            {others.map(({ id, name }) => (
              <option key={id} value={id}>
                {formatName(name, 32)}
              </option>
            ))}
          </select>
          <Icon name="down" />
        </span>
      </div>
      <CodePair base={base} other={other} />
    </>
  );
}

function CodePair({ base, other }: { readonly base: RunView; readonly other: RunView }): ReactNode {
  const [left, right] = [useCode(base), useCode(other)];
  const error = left.error ?? right.error;
  if (error !== null) return <p className="cmp-note">{plainReason(error)}</p>;
  if (left.data === undefined || right.data === undefined) return null;
  const [lefts, rights] = [byPath(left.data), byPath(right.data)];
  const paths = [...new Set([...lefts.keys(), ...rights.keys()])];
  if (paths.length === 0)
    return (
      <p className="cmp-note">
        Neither run has saved code. A run in a Git repository saves its patch, and <code>run.logCode()</code>{" "}
        saves files.
      </p>
    );
  const same = paths.filter((path) => {
    const [a, b] = [lefts.get(path)?.digest, rights.get(path)?.digest];
    return a !== undefined && a === b;
  });
  const differing = paths.filter((path) => !same.includes(path));
  return (
    <>
      {differing.map((path, at) => (
        <FileDiff
          key={path}
          pair={[base, other]}
          path={path}
          left={lefts.get(path)}
          right={rights.get(path)}
          isFirst={at === 0}
        />
      ))}
      {same.length === 0 ? null : (
        <p className="cmp-note">
          {same.length === 1 ? `${same[0]} is equal.` : `${same.length} files are equal.`}
        </p>
      )}
    </>
  );
}

interface FileDiffProps {
  readonly pair: readonly [RunView, RunView];
  readonly path: string;
  readonly left: CodeFile | undefined;
  readonly right: CodeFile | undefined;
  readonly isFirst: boolean;
}

function FileDiff({ pair, path, left, right, isFirst }: FileDiffProps): ReactNode {
  const [isOpen, setOpen] = useState(isFirst);
  const isTooLarge = Math.max(left?.size ?? 0, right?.size ?? 0) > mostCodeBytes;
  const query = useQuery({
    queryKey: queryKeys.codeText(
      pair.map(({ project, id }) => `${project} ${id}`),
      path,
    ),
    queryFn: ({ signal }) =>
      Promise.all([left, right].map(async (file) => (file === undefined ? "" : file.read(signal)))),
    enabled: isOpen && !isTooLarge,
    gcTime: 60_000,
  });
  const [before = "", after = ""] = query.data ?? [];
  return (
    <section className="file-diff panel" aria-label={path}>
      <header>
        <button
          type="button"
          className="cmp-fold"
          aria-expanded={isOpen}
          onClick={() => setOpen((current) => !current)}
        >
          <Icon name={isOpen ? "down" : "right"} />
          <span className="mono">{path}</span>
        </button>
        <span className="badge">
          {left === undefined ? "only in the other run" : right === undefined ? "only in the baseline" : ""}
        </span>
      </header>
      {!isOpen ? null : isTooLarge ? (
        <p className="cmp-note">
          {formatBytes(Math.max(left?.size ?? 0, right?.size ?? 0))} are too much to compare here.
        </p>
      ) : query.isError ? (
        <p className="cmp-note">{plainReason(query.error)}</p>
      ) : query.data === undefined ? null : (
        <DiffView left={before} right={after} />
      )}
    </section>
  );
}

function useCode({ project, id }: RunView): UseQueryResult<readonly CodeFile[]> {
  const { client } = useSession();
  return useQuery({
    queryKey: queryKeys.code(project, id),
    queryFn: ({ signal }) => codeFiles(client, project, id, signal),
  });
}

function byPath(files: readonly CodeFile[]): ReadonlyMap<string, CodeFile> {
  return new Map(files.map((file) => [file.path, file]));
}
