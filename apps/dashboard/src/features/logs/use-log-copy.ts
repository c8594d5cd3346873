import type { ConsoleLineView } from "@stepwell/protocol";
import { useEffect, useRef, useState, type RefObject } from "react";
import { plainText } from "../../lib/ansi.ts";
import { formatPlural } from "../../lib/format-plural.ts";
import { copyText } from "../run/copy-text.ts";

/** Lines that one copy takes at most. */
const mostCopied = 50_000;

export interface LogCopyOptions {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly read: (from: number, to: number) => Promise<readonly ConsoleLineView[]>;
}

interface Point {
  readonly row: number;
  /** Characters of the line before it. */
  readonly at: number;
}

/** Copies a selection across lines without numbers and times, also of lines that scrolled out of the page. Returns the row that has to stay in the page. */
export function useLogCopy({ scroller, read }: LogCopyOptions): number | undefined {
  const [kept, setKept] = useState<number>();
  const reading = useRef(read);
  reading.current = read;
  useEffect(() => {
    const ends = (): readonly [Point, Point] | undefined => {
      const selection = document.getSelection();
      if (selection === null || selection.isCollapsed) return undefined;
      const anchor = pointOf(scroller.current, selection.anchorNode, selection.anchorOffset);
      const focus = pointOf(scroller.current, selection.focusNode, selection.focusOffset);
      return anchor === undefined || focus === undefined ? undefined : [anchor, focus];
    };
    const onSelection = (): void => setKept(ends()?.[0].row);
    const onCopy = (event: ClipboardEvent): void => {
      const found = ends();
      if (found === undefined) return;
      const [from, to] = found.toSorted((a, b) => a.row - b.row || a.at - b.at) as [Point, Point];
      if (from.row === to.row) return;
      event.preventDefault();
      const upTo = Math.min(to.row, from.row + mostCopied - 1);
      void reading
        .current(from.row, upTo)
        .then((lines) => copyText(copied(lines, from, to), linesText(lines)));
    };
    document.addEventListener("selectionchange", onSelection);
    document.addEventListener("copy", onCopy);
    return () => {
      document.removeEventListener("selectionchange", onSelection);
      document.removeEventListener("copy", onCopy);
    };
  }, [scroller]);
  return kept;
}

function linesText(lines: readonly unknown[]): string {
  return `The text of ${formatPlural(lines.length, "line")}`;
}

/** The text of lines from one point to another: the first from there on, the last up to there. */
export function copied(lines: readonly Pick<ConsoleLineView, "text">[], from: Point, to: Point): string {
  const last = to.row - from.row;
  return lines
    .map(({ text }, at) => {
      const plain = plainText(text);
      return plain.slice(at === 0 ? from.at : 0, at === last ? to.at : undefined);
    })
    .join("\n");
}

function pointOf(box: HTMLElement | null, node: Node | null, offset: number): Point | undefined {
  if (box === null || node === null || !box.contains(node)) return undefined;
  const element = node instanceof Element ? node : node.parentElement;
  const slot = element?.closest<HTMLElement>("[data-row]");
  const text = slot?.querySelector(".tx");
  if (slot == null || text == null) return undefined;
  const row = Number(slot.dataset["row"]);
  if (!text.contains(node)) return { row, at: 0 };
  const before = document.createRange();
  before.setStart(text, 0);
  before.setEnd(node, offset);
  return { row, at: before.toString().length };
}
