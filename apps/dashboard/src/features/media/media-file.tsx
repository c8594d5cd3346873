import type { ReactNode } from "react";
import { formatBytes } from "../../lib/format-bytes.ts";
import { formatStep } from "../../lib/format-step.ts";
import { Icon } from "../shell/icon.tsx";
import { LoggedGraph } from "../graph/logged-graph.tsx";
import { LoggedTable } from "./logged-table.tsx";
import type { FileItem } from "./media-item.ts";

export interface MediaFileProps {
  readonly item: FileItem;
  readonly url: string;
  /** Where the file is from, when that is before the chosen step. */
  readonly fromStep: number | undefined;
}

/** A logged file that is no picture: a player, a table, or what it is; always with a link to it. */
export function MediaFile({ item, url, fromStep }: MediaFileProps): ReactNode {
  const { kind, label, path, caption, size } = item;
  const name = caption === "" ? (path.split("/").at(-1) ?? path) : caption;
  return (
    <figure className="mf" data-testid="media-file" data-kind={kind} data-path={path}>
      {kind === "audio" ? <audio controls preload="metadata" src={url} aria-label={name} /> : null}
      {kind === "video" && !path.endsWith(".gif") ? (
        <video controls preload="metadata" src={url} aria-label={name} />
      ) : null}
      {kind === "video" && path.endsWith(".gif") ? <img src={url} alt={name} className="pixels" /> : null}
      {kind === "table" ? <LoggedTable url={url} size={size} label={name} /> : null}
      {kind === "graph" ? <LoggedGraph url={url} size={size} label={name} /> : null}
      <figcaption>
        <Icon name="file" />
        <span className="badge">{label}</span>
        <a className="ell" href={url} target="_blank" rel="noreferrer" title={path}>
          {name}
        </a>
        <span className="grow" />
        {fromStep === undefined ? null : <span className="badge">from step {formatStep(fromStep)}</span>}
        {size === undefined ? null : <span className="badge">{formatBytes(size)}</span>}
      </figcaption>
    </figure>
  );
}
