import type { JsonObject, RunDetail } from "@stepwell/protocol";
import { useState, type ReactNode } from "react";
import { formatPlural } from "../../lib/format-plural.ts";
import { keyText } from "../../lib/format-key.ts";
import { mediaItems } from "../media/media-item.ts";
import { useSession } from "../shell/session-context.ts";
import { LoggedGraph } from "./logged-graph.tsx";
import { WatchedGraph } from "./watched-graph.tsx";

const pageGraphs = 8;

/** The layers of the models that a run's summary has, as `watch` puts them there. */
export function ModelGraphs({ detail }: { readonly detail: RunDetail }): ReactNode {
  const { project, id, summary } = detail.run;
  const { client } = useSession();
  const [count, setCount] = useState(pageGraphs);
  const graphs = Object.entries(summary).filter(([, value]) => isGraph(value as JsonObject | null));
  const drawn = graphs.slice(0, count).map(([key, value]) =>
    mediaItems(value).flatMap((item) =>
      item.kind === "graph" ? (
        <article key={key} className="panel" data-graph={key}>
          <header>
            <h3>{keyText(key)}</h3>
          </header>
          <LoggedGraph
            url={client.fileUrl(project, id, item.path)}
            size={item.size}
            label={keyText(key)}
            draw={(content) => <WatchedGraph detail={detail} content={content} graph={keyText(key)} />}
          />
        </article>
      ) : (
        []
      ),
    ),
  );
  return (
    <>
      {drawn}
      {graphs.length <= count ? null : (
        <button type="button" className="btn" onClick={() => setCount(count + pageGraphs)}>
          Show more: {formatPlural(graphs.length - count, "graph")}
        </button>
      )}
    </>
  );
}

function isGraph(value: JsonObject | null): boolean {
  return typeof value === "object" && value?.["_type"] === "graph-file";
}
