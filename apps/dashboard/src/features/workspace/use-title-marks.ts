import { useEffect } from "react";
import { matchRanges } from "../../lib/match-ranges.ts";

const name = "found-metric";

/**
 * Marks in the titles of panels what a filter found. It is drawn over the text that is there, so that no panel renders
 * for it; browsers without such marks show none. `shown` changes when other panels come into view.
 */
export function useTitleMarks(
  list: { readonly current: HTMLElement | null },
  filter: string,
  shown: unknown,
): void {
  useEffect(() => {
    if (typeof Highlight === "undefined" || filter.trim() === "" || list.current === null) return;
    const titles = [...list.current.querySelectorAll(".panel > header h3")];
    CSS.highlights.set(name, new Highlight(...titles.flatMap((title) => rangesIn(title, filter))));
    return () => void CSS.highlights.delete(name);
  }, [list, filter, shown]);
}

function rangesIn(title: Element, filter: string): Range[] {
  const walker = document.createTreeWalker(title, NodeFilter.SHOW_TEXT);
  const nodes: Text[] = [];
  while (walker.nextNode() !== null) nodes.push(walker.currentNode as Text);
  const text = nodes.map(({ data }) => data).join("");
  return matchRanges(filter, text).flatMap(([from, to]) => {
    const start = placeOf(nodes, from);
    const end = placeOf(nodes, to);
    if (start === undefined || end === undefined) return [];
    const range = new Range();
    range.setStart(start.node, start.offset);
    range.setEnd(end.node, end.offset);
    return [range];
  });
}

function placeOf(nodes: readonly Text[], at: number): { node: Text; offset: number } | undefined {
  let before = 0;
  for (const node of nodes) {
    if (at <= before + node.length) return { node, offset: at - before };
    before += node.length;
  }
  return undefined;
}
