import { useParams } from "@tanstack/react-router";
import { useEffect, type ReactNode } from "react";
import { useNavigate } from "@tanstack/react-router";
import { useMediaQuery } from "../../lib/use-media-query.ts";
import { useTitle } from "../../lib/use-title.ts";
import { Failure, Message } from "../shell/message.tsx";
import { useView } from "../shell/use-view.ts";
import { ArtifactList } from "./artifact-list.tsx";
import "./artifacts.css";
import { useCollections } from "./use-artifacts.ts";
import { VersionView } from "./version-view.tsx";

const snippet = `import { Artifact } from "@stepwell/core";
const data = new Artifact({ name: "berths", type: "dataset" });
data.addFile("train.csv");
await run.logArtifact(data);`;

/** The artifacts of a project by type, and one version of one of them. */
export function ArtifactsPage(): ReactNode {
  const { project = "", name, version } = useParams({ strict: false });
  const [view, setView] = useView();
  const navigate = useNavigate();
  const isSmall = useMediaQuery("(max-width: 760px)");
  const query = useCollections(project);
  const { data } = query;
  useTitle(name === undefined ? "Artifacts" : `${name}:${version ?? ""}`, project);
  // On a wide window there is room for one beside the list.
  const first = data?.toSorted((a, b) => b.updatedAt - a.updatedAt)[0];
  useEffect(() => {
    if (name !== undefined || isSmall || first === undefined) return;
    void navigate({
      to: "/p/$project/artifacts/$type/$name/$version",
      params: { project, type: first.type, name: first.name, version: "latest" },
      search: true,
      replace: true,
    });
  }, [navigate, project, name, isSmall, first]);

  if (data === undefined) {
    if (!query.isError) return <div className="loading-line" role="status" aria-label="Loading" />;
    return (
      <Failure
        title="Stepwell could not load the artifacts."
        error={query.error}
        onRetry={() => void query.refetch()}
      />
    );
  }
  if (data.length === 0)
    return (
      <Message icon="artifact" title="This project has no artifacts yet.">
        <p>Datasets and models that runs log to this server appear here, with their versions and files.</p>
        <pre>{snippet}</pre>
      </Message>
    );
  return (
    <main className="art-page">
      {isSmall && name !== undefined ? null : (
        <ArtifactList
          collections={data}
          current={name}
          filter={view.filter}
          onFilter={(filter) => setView({ filter }, { replace: true })}
        />
      )}
      {name === undefined || version === undefined ? null : (
        <VersionView key={`${project}/${name}/${version}`} project={project} name={name} version={version} />
      )}
    </main>
  );
}
