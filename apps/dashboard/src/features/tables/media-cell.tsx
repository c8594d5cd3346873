import { Suspense, useState, type ReactNode } from "react";
import type { Json } from "@stepwell/protocol";
import { Broken } from "../media/broken.tsx";
import { mediaItems } from "../media/media-item.ts";
import { viewerParts } from "../media/viewer-parts.ts";

export interface MediaCellProps {
  readonly value: Json;
  readonly urlOf: (path: string) => string;
}

/** Media of a table's artifact: pictures and sounds as they are, others once they are asked for. Undefined for values that are none. */
export function mediaCell({ value, urlOf }: MediaCellProps): ReactNode | undefined {
  const items = mediaItems(value);
  if (items.length === 0) return undefined;
  return <MediaCell items={items} urlOf={urlOf} />;
}

function MediaCell({
  items,
  urlOf,
}: {
  readonly items: ReturnType<typeof mediaItems>;
  readonly urlOf: (path: string) => string;
}): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const [isBroken, setBroken] = useState(false);
  const [item] = items;
  if (item === undefined) return null;
  const name = item.path.split("/").at(-1) ?? item.path;
  if (isBroken) return <Broken path={item.path} size={item.size} />;
  if (item.kind === "image") {
    return (
      <a
        href={urlOf(item.path)}
        target="_blank"
        rel="noreferrer"
        className="thumb"
        title={item.caption || name}
      >
        <img
          src={urlOf(item.path)}
          alt={item.caption === "" ? name : item.caption}
          loading="lazy"
          onError={() => setBroken(true)}
        />
      </a>
    );
  }
  const Viewer = viewerParts[item.kind];
  if (Viewer === undefined)
    return (
      <a href={urlOf(item.path)} target="_blank" rel="noreferrer">
        {item.label}
      </a>
    );
  if (!isOpen && item.kind !== "audio")
    return (
      <button type="button" className="btn" onClick={() => setOpen(true)}>
        {item.label}
      </button>
    );
  return (
    <span className="cell-view">
      <Suspense fallback={null}>
        <Viewer url={urlOf(item.path)} path={item.path} size={item.size} label={name} />
      </Suspense>
    </span>
  );
}
