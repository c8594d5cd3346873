import type { FileView } from "@stepwell/protocol";
import { useMemo, useState, type ReactNode } from "react";
import { formatBytes } from "../../lib/format-bytes.ts";
import { formatTimeFull } from "../../lib/format-time.ts";
import { Icon } from "../shell/icon.tsx";
import { plainReason } from "../shell/message.tsx";
import { useSession } from "../shell/session-context.ts";
import { JsonTree } from "./json-tree.tsx";
import { Markdown } from "./markdown.tsx";
import { PatchView } from "./patch-view.tsx";
import { previewKind, type PreviewKind } from "./preview-kind.ts";
import type { FileText } from "./read-text-file.ts";
import { useFileText } from "./use-file-text.ts";

const mostBytes = 512 * 1024;
const mostLines = 5_000;

export interface FilePreviewProps {
  readonly project: string;
  readonly run: string;
  readonly file: FileView;
  readonly onClose: () => void;
}

/** What a file holds. Nothing in it is run, and it reaches no other place. */
export function FilePreview({ project, run, file, onClose }: FilePreviewProps): ReactNode {
  const { client } = useSession();
  const kind = previewKind(file.path);
  const [isSource, setSource] = useState(false);
  const url = client.fileUrl(project, run, file.path);
  const hasSource = kind === "markdown" || kind === "json" || kind === "patch";
  return (
    <article className="panel preview" aria-label={file.path}>
      <header>
        <h3 className="ell mono" title={file.path}>
          {file.path}
        </h3>
        <span
          className="badge"
          title={file.modifiedAt === undefined ? undefined : formatTimeFull(file.modifiedAt)}
        >
          {formatBytes(file.size)}
        </span>
        <span className="grow" />
        {hasSource ? (
          <button
            type="button"
            className="btn small"
            aria-pressed={isSource}
            onClick={() => setSource(!isSource)}
          >
            Source
          </button>
        ) : null}
        <a className="btn small" href={url} download>
          <Icon name="download" />
          Download
        </a>
        <button
          type="button"
          className="btn ghost icon small"
          aria-label="Close the preview"
          onClick={onClose}
        >
          <Icon name="x" />
        </button>
      </header>
      <div className="preview-body">
        <Content {...{ project, run, file, url }} kind={isSource ? "text" : kind} />
      </div>
    </article>
  );
}

interface ContentProps {
  readonly project: string;
  readonly run: string;
  readonly file: FileView;
  readonly url: string;
  readonly kind: PreviewKind;
}

function Content({ project, run, file, url, kind }: ContentProps): ReactNode {
  const isText = kind === "text" || kind === "json" || kind === "markdown" || kind === "patch";
  const text = useFileText(project, run, isText ? file.path : undefined, mostBytes);
  const [isBroken, setBroken] = useState(false);
  const broken = <Note text="The browser can't show this file. Download it to look at it." />;
  if (isBroken) return broken;
  if (kind === "none")
    return <Note text={`There is no preview of such files. Download it: ${formatBytes(file.size)}.`} />;
  if (kind === "image")
    return (
      <div className="preview-image">
        <img src={url} alt={file.path} onError={() => setBroken(true)} />
      </div>
    );
  if (kind === "audio")
    return <audio controls src={url} aria-label={file.path} onError={() => setBroken(true)} />;
  if (kind === "video")
    return <video controls src={url} aria-label={file.path} onError={() => setBroken(true)} />;
  if (text.isError) return <Note text={`Could not read this file: ${plainReason(text.error)}`} />;
  if (text.data === undefined) return <div className="loading-line" role="status" aria-label="Loading" />;
  if (text.data.isBinary) return <Note text="This is no text. Download the file to look at it." />;
  return <TextContent kind={kind} data={text.data} />;
}

function TextContent({ kind, data }: { readonly kind: PreviewKind; readonly data: FileText }): ReactNode {
  const { text, isCut } = data;
  const json = useMemo(() => (kind === "json" && !isCut ? parsed(text) : undefined), [kind, isCut, text]);
  const cut = isCut ? (
    <Note text={`The first ${formatBytes(mostBytes)} are shown. Download the file to see all.`} />
  ) : null;
  if (text === "") return <Note text="This file is empty." />;
  if (json !== undefined) return <JsonTree value={json.value} />;
  if (kind === "markdown")
    return (
      <>
        <div className="preview-text">
          <Markdown text={text} />
        </div>
        {cut}
      </>
    );
  if (kind === "patch")
    return (
      <>
        <PatchView text={text} />
        {cut}
      </>
    );
  const lines = text.split("\n");
  return (
    <>
      <pre className="text-file">{lines.slice(0, mostLines).join("\n")}</pre>
      {lines.length > mostLines ? (
        <Note text="The first 5,000 lines are shown. Download the file to see all." />
      ) : (
        cut
      )}
    </>
  );
}

function parsed(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    // Then it is shown as the text that it is.
    return undefined;
  }
}

function Note({ text }: { readonly text: string }): ReactNode {
  return <p className="preview-note">{text}</p>;
}
