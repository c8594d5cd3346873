import { Suspense, type ReactNode } from "react";
import { formatBytes } from "../../lib/format-bytes.ts";
import { formatStep } from "../../lib/format-step.ts";
import { useNearViewport } from "../../lib/use-near-viewport.ts";
import { Icon } from "../shell/icon.tsx";
import type { FileItem } from "./media-item.ts";
import { viewerParts } from "./viewer-parts.ts";

export interface MediaFileProps {
  readonly item: FileItem;
  readonly url: string;
  /** Where the file is from, when that is before the chosen step. */
  readonly fromStep: number | undefined;
}

/** A logged file that is no picture: its viewer once it is near the window, and always a link to it. */
export function MediaFile({ item, url, fromStep }: MediaFileProps): ReactNode {
  const { kind, label, path, caption, size } = item;
  const [near, anchor] = useNearViewport<HTMLElement>();
  const name = caption === "" ? (path.split("/").at(-1) ?? path) : caption;
  const Viewer = viewerParts[kind];
  return (
    <figure ref={anchor} className="mf" data-testid="media-file" data-kind={kind} data-path={path}>
      {Viewer === undefined ? null : (
        <div className="mf-view">
          {near ? (
            <Suspense fallback={null}>
              <Viewer key={url} url={url} path={path} size={size} label={name} />
            </Suspense>
          ) : null}
        </div>
      )}
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
