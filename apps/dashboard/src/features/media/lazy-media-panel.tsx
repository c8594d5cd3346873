import { lazy, Suspense, type ReactNode } from "react";
import type { PanelCardProps } from "./panel-card.tsx";
import type { PanelInFullProps } from "./panel-in-full.tsx";

const Card = lazy(async () => ({ default: (await import("./panel-card.tsx")).PanelCard }));
const Full = lazy(async () => ({ default: (await import("./panel-in-full.tsx")).PanelInFull }));

/** A panel of media; what draws it comes with the first one. */
export function MediaInPanel(props: PanelCardProps): ReactNode {
  return (
    <Suspense
      fallback={<article className="panel" aria-label={props.panel.title} data-panel={props.panel.id} />}
    >
      <Card {...props} />
    </Suspense>
  );
}

/** A panel of media over the whole window. */
export function MediaInFull(props: PanelInFullProps): ReactNode {
  return (
    <Suspense fallback={null}>
      <Full {...props} />
    </Suspense>
  );
}
