import type { RunDetail } from "@stepwell/protocol";
import { lazy, type ComponentType } from "react";
import type { RunTab } from "./run-tabs.ts";

type TabContent = ComponentType<{ readonly detail: RunDetail }>;

/** What each tab shows; its code comes when the tab is opened. */
export const tabContents: Readonly<Record<RunTab, TabContent>> = {
  overview: lazy(async () => ({ default: (await import("../overview/overview-tab.tsx")).OverviewTab })),
  charts: lazy(async () => ({ default: (await import("./charts-tab.tsx")).ChartsTab })),
  histograms: lazy(async () => ({
    default: (await import("../histograms/histograms-tab.tsx")).HistogramsTab,
  })),
  media: lazy(async () => ({ default: (await import("../media/media-tab.tsx")).MediaTab })),
  tables: lazy(async () => ({ default: (await import("../tables/tables-tab.tsx")).TablesTab })),
  system: lazy(async () => ({ default: (await import("./system-tab.tsx")).SystemTab })),
  logs: lazy(async () => ({ default: (await import("../logs/logs-tab.tsx")).LogsTab })),
  files: lazy(async () => ({ default: (await import("../files/files-tab.tsx")).FilesTab })),
  artifacts: lazy(async () => ({ default: (await import("./artifacts-tab.tsx")).ArtifactsTab })),
};
