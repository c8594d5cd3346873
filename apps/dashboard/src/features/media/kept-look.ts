import { useState } from "react";
import { plainLook, type MediaLook } from "./media-look.ts";

/** What is kept of a look, for all pictures of a project in this browser. */
export type KeptLook = Pick<MediaLook, "threshold" | "size">;

const storageKey = "stepwell.media";
const mostProjects = 100;
const sizes = [120, 720] as const;

/** How pictures are shown: the score that boxes must have and the size of tiles as they were last in this project. */
export function useKeptLook(project: string): readonly [MediaLook, (look: MediaLook) => void] {
  const [look, setLook] = useState<MediaLook>(() => ({ ...plainLook, ...keptLook(project) }));
  return [
    look,
    (next) => {
      if (next.threshold !== look.threshold || next.size !== look.size) keepLook(project, next);
      setLook(next);
    },
  ];
}

/** What was chosen last for a project; as usual where nobody chose, or the browser keeps nothing. */
export function keptLook(project: string): KeptLook {
  try {
    return parseLooks(localStorage.getItem(storageKey)).get(project) ?? usual();
  } catch {
    return usual();
  }
}

/** Reads the looks of projects from text; what makes no sense is as usual. */
export function parseLooks(text: string | null): Map<string, KeptLook> {
  let value: unknown;
  try {
    value = JSON.parse(text ?? "[]");
  } catch {
    return new Map();
  }
  return new Map(
    (Array.isArray(value) ? (value as readonly unknown[]) : []).slice(-mostProjects).flatMap((entry) => {
      if (!Array.isArray(entry) || typeof entry[0] !== "string") return [];
      const { threshold, size } = Object(entry[1]) as Record<string, unknown>;
      return [
        [entry[0], { threshold: within(threshold, 0, 1, 0), size: within(size, ...sizes, plainLook.size) }],
      ];
    }),
  );
}

function keepLook(project: string, { threshold, size }: KeptLook): void {
  try {
    const looks = parseLooks(localStorage.getItem(storageKey));
    looks.delete(project);
    looks.set(project, { threshold, size });
    localStorage.setItem(storageKey, JSON.stringify([...looks].slice(-mostProjects)));
  } catch {
    // A browser without storage forgets it with the page.
  }
}

function usual(): KeptLook {
  const { threshold, size } = plainLook;
  return { threshold, size };
}

function within(value: unknown, least: number, most: number, otherwise: number): number {
  return typeof value === "number" && value >= least && value <= most ? value : otherwise;
}
