import { useState, type ReactNode } from "react";
import { Broken } from "./broken.tsx";
import type { MediaViewerProps } from "./viewer-parts.ts";

/** A film that starts over at its end; a gif plays by itself. */
export function VideoPlayer({ url, path, size, label }: MediaViewerProps): ReactNode {
  const [isBroken, setBroken] = useState(false);
  if (isBroken) return <Broken path={path} size={size} />;
  if (/\.gif$/i.test(path))
    return <img src={url} alt={label} className="pixels" onError={() => setBroken(true)} />;
  return (
    <video
      controls
      loop
      playsInline
      preload="metadata"
      src={url}
      aria-label={label}
      onError={() => setBroken(true)}
    />
  );
}
