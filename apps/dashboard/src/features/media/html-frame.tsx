import { useState, type ReactNode } from "react";
import { Icon } from "../shell/icon.tsx";
import type { MediaViewerProps } from "./viewer-parts.ts";

/** A logged page without scripts, forms or an origin of its own, in a frame of fixed height. */
export function HtmlFrame({ url, label }: MediaViewerProps): ReactNode {
  const [isTall, setTall] = useState(false);
  return (
    <div className="html-frame" data-tall={isTall}>
      <iframe sandbox="" referrerPolicy="no-referrer" loading="lazy" src={url} title={label} />
      <button type="button" className="btn" aria-pressed={isTall} onClick={() => setTall(!isTall)}>
        <Icon name="expand" />
        {isTall ? "Less" : "Expand"}
      </button>
    </div>
  );
}
