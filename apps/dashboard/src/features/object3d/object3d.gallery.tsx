import type { GalleryEntry } from "../gallery/gallery-entry.ts";
import { NoWebGl } from "./no-web-gl.tsx";

/** What stands in the place of a scene. The scenes themselves look different on each graphics card. */
export const entries: readonly GalleryEntry[] = [
  {
    name: "Scene",
    states: [{ name: "without WebGL", width: 420, height: 60, render: () => <NoWebGl /> }],
  },
];
