import type { ReactNode } from "react";
import { createLazyPart } from "../shell/lazy-part.tsx";
import type { YScale } from "./chart-axes.ts";
import type { ChartRun, PanelSpec } from "./panel-spec.ts";

export interface FullScreenPanelProps {
  readonly panel: PanelSpec;
  readonly runs: readonly ChartRun[];
  /** In the order of the page, for ← and →. */
  readonly panels: readonly PanelSpec[];
  readonly yScale?: YScale;
}

/** One chart over the whole window; its code comes with the first one, or when the page is idle. */
export function FullScreenPanel(props: FullScreenPanelProps): ReactNode {
  return <lazyChart.Part {...props} />;
}

/** For pages whose panels can be opened in full screen: an idle page fetches the code. */
export const useFullScreenPrefetch = (): void => lazyChart.usePrefetch();

const lazyChart = createLazyPart<FullScreenPanelProps>(
  async () => (await import("./full-screen-chart.tsx")).FullScreenChart,
);
