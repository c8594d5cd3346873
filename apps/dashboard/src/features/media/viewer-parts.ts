import { lazy, type ComponentType, type LazyExoticComponent } from "react";
import type { FileKind } from "./media-item.ts";

/** What every viewer of a logged file is given. */
export interface MediaViewerProps {
  /** Where the file is. */
  readonly url: string;
  readonly path: string;
  /** Bytes, where they are known. */
  readonly size: number | undefined;
  /** Names it for screen readers. */
  readonly label: string;
}

type Viewer = LazyExoticComponent<ComponentType<MediaViewerProps>>;

/** The viewer of each kind; its code comes when the first file of that kind is on screen. */
export const viewerParts: Readonly<Partial<Record<FileKind, Viewer>>> = {
  audio: lazy(async () => ({ default: (await import("./audio-player.tsx")).AudioPlayer })),
  video: lazy(async () => ({ default: (await import("./video-player.tsx")).VideoPlayer })),
  html: lazy(async () => ({ default: (await import("./html-frame.tsx")).HtmlFrame })),
  table: lazy(async () => ({ default: (await import("../tables/table-file.tsx")).TableFile })),
  graph: lazy(async () => ({ default: (await import("../graph/logged-graph.tsx")).LoggedGraph })),
  object3d: lazy(async () => ({ default: (await import("../object3d/logged-object.tsx")).LoggedObject })),
  molecule: lazy(async () => ({ default: (await import("../molecule/logged-molecule.tsx")).LoggedMolecule })),
  vega: lazy(async () => ({ default: (await import("../custom-chart/logged-vega.tsx")).LoggedVega })),
  plotly: lazy(async () => ({ default: (await import("../custom-chart/logged-plotly.tsx")).LoggedPlotly })),
};
