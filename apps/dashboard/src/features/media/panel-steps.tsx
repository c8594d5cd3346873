import type { ReactNode } from "react";
import { Icon } from "../shell/icon.tsx";
import type { PanelMedia } from "./use-panel-media.ts";

/** The buttons that move the shared step to where a panel's key was logged. */
export function PanelSteps({
  media,
  title,
}: {
  readonly media: PanelMedia;
  readonly title: string;
}): ReactNode {
  if (media.steps.all.length < 2) return null;
  return (
    <>
      <button
        type="button"
        aria-label={`Previous step of ${title}`}
        title="Previous step ([)"
        onClick={() => media.go(-1)}
      >
        <Icon name="left" />
      </button>
      <button
        type="button"
        aria-label={`Next step of ${title}`}
        title="Next step (])"
        onClick={() => media.go(1)}
      >
        <Icon name="right" />
      </button>
    </>
  );
}
