import type { GroupNode } from "./group-tree.ts";

/** A row of the list: a group, or the run at a place of the table. */
type ListItem =
  | { readonly kind: "group"; readonly node: GroupNode }
  | { readonly kind: "run"; readonly place: number; readonly level: number };

/** The rows of a list of any length, none of which is there before it is asked for. */
export interface ListItems {
  readonly count: number;
  at(index: number): ListItem;
}

type Segment =
  | { readonly from: number; readonly node: GroupNode }
  | { readonly from: number; readonly first: number; readonly count: number; readonly level: number };

/** The rows of a plain list of `total` runs, or of groups, of which those in `open` show what is in them. */
export function listItems(
  nodes: readonly GroupNode[] | undefined,
  { total, open }: { readonly total: number; readonly open: ReadonlySet<string> },
): ListItems {
  if (nodes === undefined) return { count: total, at: (place) => ({ kind: "run", place, level: 0 }) };
  const segments: Segment[] = [];
  let count = 0;
  const add = (under: readonly GroupNode[]): void => {
    for (const node of under) {
      segments.push({ from: count, node });
      count += 1;
      if (!open.has(node.id)) continue;
      if (node.children.length > 0) add(node.children);
      else {
        const { first, last } = node.places;
        segments.push({ from: count, first, count: last - first + 1, level: node.level + 1 });
        count += last - first + 1;
      }
    }
  };
  add(nodes);
  return {
    count,
    at(index) {
      const segment = segmentAt(segments, index);
      if ("node" in segment) return { kind: "group", node: segment.node };
      return { kind: "run", place: segment.first + index - segment.from, level: segment.level };
    },
  };
}

function segmentAt(segments: readonly Segment[], index: number): Segment {
  let low = 0;
  let high = segments.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((segments[middle] as Segment).from <= index) low = middle;
    else high = middle - 1;
  }
  return segments[low] as Segment;
}
