import type { RunDetail } from "@stepwell/protocol";

/** The tabs of the run page, in order. */
export const runTabs = [
  "overview",
  "charts",
  "histograms",
  "media",
  "tables",
  "system",
  "logs",
  "files",
  "artifacts",
] as const;

export type RunTab = (typeof runTabs)[number];

/** What is written on each tab. */
export const tabNames: Record<RunTab, string> = {
  overview: "Overview",
  charts: "Charts",
  histograms: "Histograms",
  media: "Media",
  tables: "Tables",
  system: "System",
  logs: "Logs",
  files: "Files",
  artifacts: "Artifacts",
};

/** The tab of an address; charts when it names none. */
export function tabOf(text: string | undefined): RunTab {
  return runTabs.find((tab) => tab === text) ?? "charts";
}

/** How much each tab holds; undefined where the run does not say. */
export function tabCounts({ keys, systemKeys }: RunDetail): Partial<Record<RunTab, number>> {
  const of = (kind: string): number =>
    keys.filter((item) => item.kind === kind && !item.key.startsWith("_")).length;
  return {
    charts: of("number"),
    histograms: of("histogram"),
    media: of("image") + of("media"),
    tables: of("table"),
    system: systemKeys.filter(({ key, kind }) => kind === "number" && !key.startsWith("_")).length,
  };
}
