import type { ArtifactVersionView, UsedArtifactVersion } from "@stepwell/client";
import { useQueries } from "@tanstack/react-query";
import { useRunArtifactsOptions } from "./run-artifacts-options.ts";
import type { Lineage, LineageNode } from "./place-lineage.ts";

/** A box of the graph, and where it leads. */
export interface LineageItem extends LineageNode {
  readonly run?: { readonly project: string; readonly run: string };
  readonly version?: ArtifactVersionView;
  readonly isCurrent?: boolean;
}

/** Boxes of a column at most; the others are counted. */
const most = 8;

/** Where a version comes from and what came of it: its run and that run's inputs, its users and their outputs. */
export function useLineage(current: UsedArtifactVersion): Lineage<LineageItem> {
  const { run, usedBy } = current;
  const users = usedBy.slice(0, most);
  const options = useRunArtifactsOptions();
  const replies = useQueries({
    queries: [...(run === null ? [] : [run]), ...users].map((one) => options(one.project, one.run)),
  });
  const inputs = run === null ? [] : (replies[0]?.data?.input ?? []);
  const nodes: LineageItem[] = [artifactNode(current, 2, true)];
  const edges: [string, string][] = [];
  const add = (node: LineageItem): void => {
    if (!nodes.some(({ id }) => id === node.id)) nodes.push(node);
  };
  if (run !== null) {
    add(runNode(run, 1));
    edges.push([runId(run), versionId(current)]);
    for (const version of capped(inputs, 0, add)) {
      add(artifactNode(version, 0));
      edges.push([versionId(version), runId(run)]);
    }
  }
  for (const [at, user] of capped(usedBy, 3, add).entries()) {
    add(runNode(user, 3));
    edges.push([versionId(current), runId(user)]);
    const outputs = replies[at + (run === null ? 0 : 1)]?.data?.output ?? [];
    for (const version of outputs.filter(({ type }) => type !== "code")) {
      if (nodes.filter(({ column }) => column === 4).length >= most) break;
      add(artifactNode(version, 4));
      edges.push([runId(user), versionId(version)]);
    }
  }
  return { nodes, edges };
}

function capped<T>(items: readonly T[], column: number, add: (node: LineageItem) => void): readonly T[] {
  if (items.length <= most) return items;
  add({ id: `more ${column}`, column, kind: "more", label: `${items.length - most} more` });
  return items.slice(0, most);
}

function artifactNode(version: ArtifactVersionView, column: number, isCurrent = false): LineageItem {
  const label = `${version.collection}:${version.version}`;
  return { id: versionId(version), column, kind: "artifact", label, version, isCurrent };
}

function runNode(run: { readonly project: string; readonly run: string }, column: number): LineageItem {
  return { id: runId(run), column, kind: "run", label: run.run, run };
}

function versionId({ project, collection, version }: ArtifactVersionView): string {
  return `artifact ${JSON.stringify([project, collection, version])}`;
}

function runId({ project, run }: { readonly project: string; readonly run: string }): string {
  return `run ${JSON.stringify([project, run])}`;
}
