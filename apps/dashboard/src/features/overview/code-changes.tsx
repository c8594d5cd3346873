import type { RunDetail } from "@stepwell/protocol";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { formatBytes } from "../../lib/format-bytes.ts";
import { PatchView } from "../files/patch-view.tsx";
import { useFileText } from "../files/use-file-text.ts";
import { useFilesQuery } from "../files/use-files.ts";
import { plainReason } from "../shell/message.tsx";
import { useSession } from "../shell/session-context.ts";

const mostBytes = 1_000_000;

/** What the working tree had and the commit had not. Nothing when the run saved no patch. */
export function CodeChanges({ detail }: { readonly detail: RunDetail }): ReactNode {
  const { project, id } = detail.run;
  const { client } = useSession();
  const files = useQuery(useFilesQuery(project, id));
  const patch = files.data?.find(({ path }) => path === "diff.patch");
  const text = useFileText(project, id, patch?.path, mostBytes);
  if (patch === undefined) return null;
  return (
    <article className="panel code-changes" aria-label="Changed code">
      <header>
        <h3>
          Changed code<span className="badge">{formatBytes(patch.size)}</span>
        </h3>
        <span className="grow" />
        <a className="link" href={client.fileUrl(project, id, patch.path)} download>
          diff.patch
        </a>
      </header>
      {text.data === undefined ? (
        <p className="notes dim">{text.isError ? plainReason(text.error) : "\u2026"}</p>
      ) : (
        <PatchView text={text.data.text} />
      )}
      {text.data?.isCut === true ? (
        <p className="notes dim">
          The first {formatBytes(mostBytes)} are shown. Download the file to see all.
        </p>
      ) : null}
    </article>
  );
}
