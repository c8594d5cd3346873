import type { ReactNode } from "react";

/** One component of the page in its states, for the gallery and its pictures. */
export interface GalleryEntry {
  /** Unique: also the name of its pictures. */
  readonly name: string;
  readonly states: readonly GalleryState[];
}

/** A component in one state, drawn into a box of fixed size in CSS pixels. */
export interface GalleryState {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly render: () => ReactNode;
}
