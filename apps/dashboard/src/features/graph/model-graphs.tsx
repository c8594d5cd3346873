import type { JsonObject, RunDetail } from "@stepwell/protocol";
import type { ReactNode } from "react";
import { keyText } from "../../lib/format-key.ts";
import { mediaItems } from "../media/media-item.ts";
import { useSession } from "../shell/session-context.ts";
import { LoggedGraph } from "./logged-graph.tsx";

const mostGraphs = 8;

/** The layers of the models that a run's summary has, as `watch` puts them there. */
export function ModelGraphs({ detail }: { readonly detail: RunDetail }): ReactNode {
  const { project, id, summary } = detail.run;
  const { client } = useSession();
  const graphs = Object.entries(summary).filter(([, value]) => isGraph(value as JsonObject | null));
  return graphs.slice(0, mostGraphs).map(([key, value]) =>
    mediaItems(value).flatMap((item) =>
      item.kind === "graph" ? (
        <article key={key} className="panel" data-graph={key}>
          <header>
            <h3>{keyText(key)}</h3>
          </header>
          <LoggedGraph url={client.fileUrl(project, id, item.path)} size={item.size} label={keyText(key)} />
        </article>
      ) : (
        []
      ),
    ),
  );
}

function isGraph(value: JsonObject | null): boolean {
  return typeof value === "object" && value?.["_type"] === "graph-file";
}
