import type { CellView } from "@stepwell/protocol";
import { useMemo } from "react";
import { lastAtOrBefore } from "../../lib/binary-search.ts";
import { useCells } from "../run/use-cells.ts";
import { mediaItems, type FileItem, type MediaItem } from "./media-item.ts";

export interface KeyMedia {
  readonly steps: readonly number[];
  readonly cells: readonly CellView[];
  /** The cell at or before the step. */
  readonly cell: CellView | undefined;
  readonly items: readonly MediaItem[];
  readonly images: readonly Extract<MediaItem, { kind: "image" }>[];
  readonly files: readonly FileItem[];
  /** Of the very first picture of the key. */
  readonly shape: { readonly width: number; readonly height: number } | undefined;
  /** Where the cell is from, when that is before the step. */
  readonly fromStep: number | undefined;
  readonly isLoaded: boolean;
  readonly error: unknown;
  readonly retry: () => void;
}

export interface KeyMediaOptions {
  readonly project: string;
  readonly run: string;
  readonly name: string;
  readonly step: number | undefined;
  readonly isLive: boolean;
}

/** What one key of a run shows at a step. */
export function useKeyMedia({ project, run, name, step, isLive }: KeyMediaOptions): KeyMedia {
  const query = useCells(project, run, name, isLive);
  const cells = useMemo(() => query.data?.filter((cell) => cell.step !== null) ?? [], [query.data]);
  const steps = useMemo(() => cells.map((cell) => cell.step as number), [cells]);
  const cell = step === undefined ? undefined : cells[lastAtOrBefore(steps, step)];
  const items = useMemo(() => (cell === undefined ? [] : mediaItems(cell.value)), [cell]);
  const first = cells[0];
  const shape = useMemo(() => {
    const found =
      first === undefined ? undefined : mediaItems(first.value).find(({ kind }) => kind === "image");
    if (found?.kind !== "image" || found.width === undefined || found.height === undefined) return undefined;
    return { width: found.width, height: found.height };
  }, [first]);
  return {
    steps,
    cells,
    cell,
    items,
    images: useMemo(() => items.filter((item) => item.kind === "image"), [items]),
    files: useMemo(() => items.filter((item) => item.kind !== "image"), [items]),
    shape,
    fromStep: cell === undefined || cell.step === step ? undefined : (cell.step as number),
    isLoaded: query.data !== undefined,
    error: query.isError && query.data === undefined ? query.error : undefined,
    retry: () => void query.refetch(),
  };
}
