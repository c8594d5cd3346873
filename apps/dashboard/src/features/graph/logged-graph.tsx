import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { formatPlural } from "../../lib/format-plural.ts";
import { readBounded } from "../../lib/read-bounded.ts";
import { graphContent, type GraphContent } from "./graph-content.ts";
import { GraphView } from "./graph-view.tsx";

const mostBytes = 4 * 1_024 * 1_024;

export interface LoggedGraphProps {
  readonly url: string;
  /** Bytes, where they are known. */
  readonly size: number | undefined;
  readonly label: string;
  /** Draws the graph once it is read; default `GraphView`. */
  readonly draw?: (content: GraphContent) => ReactNode;
}

/** The layers of a logged model, drawn from the top down. */
export function LoggedGraph({ url, size, label, draw }: LoggedGraphProps): ReactNode {
  const tooLarge = size !== undefined && size > mostBytes;
  const query = useQuery({
    queryKey: ["graph", url],
    enabled: !tooLarge,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }) => {
      const response = await fetch(url, { signal });
      if (!response.ok) throw new Error(`The server answered ${response.status}.`);
      return graphContent(new TextDecoder().decode(await readBounded(response, mostBytes))) ?? null;
    },
  });
  if (tooLarge) return <p className="dim">This graph is too large to show here. Download it.</p>;
  if (query.isError || query.data === null)
    return <p className="warn">Could not read this graph. Download it to look at it.</p>;
  if (query.data === undefined) return <p className="dim">…</p>;
  const { layers, more } = query.data;
  if (layers.length === 0) return <p className="dim">This graph has no layers.</p>;
  return (
    <>
      {draw === undefined ? <GraphView content={query.data} label={label} /> : draw(query.data)}
      {more === 0 ? null : <p className="dim">{formatPlural(more, "more layer")}: download the graph.</p>}
    </>
  );
}
