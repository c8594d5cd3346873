import type { UsedArtifactVersion } from "@stepwell/client";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMemo, type ReactNode } from "react";
import { formatName } from "../../lib/format-name.ts";
import { slotColor } from "../../lib/palette.ts";
import { useRunQuery } from "../run/use-run.ts";
import { Icon } from "../shell/icon.tsx";
import { lineageBox, placeLineage } from "./place-lineage.ts";
import { useLineage, type LineageItem } from "./use-lineage.ts";

/** Where a version comes from, and what came of it, from left to right. */
export function LineageGraph({ version }: { readonly version: UsedArtifactVersion }): ReactNode {
  const lineage = useLineage(version);
  const placed = useMemo(() => placeLineage(lineage), [lineage]);
  return (
    <section className="panel art-lineage scroll-x" aria-label="Lineage" tabIndex={0}>
      <div style={{ width: placed.width, height: placed.height }}>
        <svg width={placed.width} height={placed.height} aria-hidden="true">
          {placed.edges.map(({ id, from, to }) => {
            const middle = (from.x + to.x) / 2;
            return (
              <path
                key={id}
                d={`M${from.x} ${from.y}C${middle} ${from.y} ${middle} ${to.y} ${to.x} ${to.y}`}
              />
            );
          })}
        </svg>
        {placed.nodes.map(({ node, left, top }) => (
          <div key={node.id} className="art-node" style={{ left, top, width: lineageBox.width }}>
            <Box node={node} />
          </div>
        ))}
      </div>
    </section>
  );
}

function Box({ node }: { readonly node: LineageItem }): ReactNode {
  if (node.run !== undefined) return <RunBox {...node.run} />;
  if (node.version === undefined) return <span className="dim">{node.label}</span>;
  const { project, type, collection, version } = node.version;
  return (
    <Link
      to="/p/$project/artifacts/$type/$name/$version"
      params={{ project, type, name: collection, version }}
      activeProps={{}}
      aria-current={node.isCurrent === true ? "page" : undefined}
      title={`${node.label}, ${type}`}
    >
      <Icon name="artifact" />
      <span className="ell">{formatName(node.label, 24)}</span>
    </Link>
  );
}

function RunBox({ project, run }: { readonly project: string; readonly run: string }): ReactNode {
  const { data } = useQuery({ ...useRunQuery(project, run), staleTime: 60_000 });
  const name = data?.run.name ?? run;
  return (
    <Link to="/p/$project/r/$run" params={{ project, run }} className="run" title={`Run ${name}`}>
      <span className="sw" style={{ "--c": slotColor(data?.run.color ?? 0) }} />
      <span className="ell">{formatName(name, 24)}</span>
    </Link>
  );
}
