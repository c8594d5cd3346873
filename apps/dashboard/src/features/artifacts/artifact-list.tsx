import type { ArtifactCollectionView } from "@stepwell/client";
import { Link } from "@tanstack/react-router";
import { useMemo, type ReactNode } from "react";
import { formatName } from "../../lib/format-name.ts";
import { fuzzyMatcher } from "../../lib/fuzzy-match.ts";
import { FilterField } from "../shell/filter-field.tsx";

export interface ArtifactListProps {
  readonly collections: readonly ArtifactCollectionView[];
  /** Name of the artifact that is open. */
  readonly current: string | undefined;
  readonly filter: string;
  readonly onFilter: (filter: string) => void;
}

/** Artifacts by type, those that changed last first. */
export function ArtifactList({ collections, current, filter, onFilter }: ArtifactListProps): ReactNode {
  const types = useMemo(() => byType(collections, filter), [collections, filter]);
  return (
    <nav className="art-list" aria-label="Artifacts">
      <FilterField
        label="Filter artifacts"
        shortcut="/"
        className="grow"
        value={filter}
        onChange={onFilter}
      />
      {types.length === 0 ? (
        <p className="dim">No artifact matches.</p>
      ) : (
        types.map(([type, members]) => (
          <section key={type} aria-label={type}>
            <h2>
              {type}
              <span className="badge">{members.length}</span>
            </h2>
            <ul>
              {members.map(({ project, name, kind }) => (
                <li key={name}>
                  <Link
                    to="/p/$project/artifacts/$type/$name/$version"
                    params={{ project, type, name, version: "latest" }}
                    search={true}
                    activeProps={{}}
                    aria-current={name === current ? "page" : undefined}
                    title={name}
                  >
                    <span className="ell">{formatName(name, 34)}</span>
                    {kind === "portfolio" ? <span className="badge">links</span> : null}
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        ))
      )}
    </nav>
  );
}

function byType(
  collections: readonly ArtifactCollectionView[],
  filter: string,
): readonly (readonly [string, readonly ArtifactCollectionView[]])[] {
  const matches = fuzzyMatcher(filter);
  const types = new Map<string, ArtifactCollectionView[]>();
  for (const one of collections.toSorted((a, b) => b.updatedAt - a.updatedAt)) {
    if (!matches(`${one.type} ${one.name}`)) continue;
    types.set(one.type, [...(types.get(one.type) ?? []), one]);
  }
  return [...types].toSorted(([a], [b]) => (a < b ? -1 : 1));
}
