import type { UsedArtifactVersion } from "@stepwell/client";
import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { formatBytes } from "../../lib/format-bytes.ts";
import { formatPlural } from "../../lib/format-plural.ts";
import { formatTime, formatTimeFull } from "../../lib/format-time.ts";
import { queryKeys } from "../../lib/query-keys.ts";
import { useNow } from "../../lib/use-now.ts";
import { useMayEdit } from "../account/may-edit.ts";
import { ConfirmDialog } from "../shell/confirm-dialog.tsx";
import { Icon } from "../shell/icon.tsx";
import { MenuItem, MenuSeparator, ServerMenuItem } from "../shell/menu-items.tsx";
import { Menu } from "../shell/menu.tsx";
import { Failure, plainReason } from "../shell/message.tsx";
import { useSession } from "../shell/session-context.ts";
import { showToast } from "../shell/toast.ts";
import { AliasEditor } from "./alias-editor.tsx";
import { FileList } from "./file-list.tsx";
import { LineageGraph } from "./lineage-graph.tsx";
import { MetadataTable } from "./metadata-table.tsx";
import { RunChip } from "./run-chip.tsx";
import { useVersion } from "./use-artifacts.ts";
import { VersionTable } from "./version-table.tsx";

export interface VersionViewProps {
  readonly project: string;
  readonly name: string;
  /** A number as `v3`, or an alias. */
  readonly version: string;
}

/** One version: what it is called, where it comes from and who used it, its files and metadata, and the other versions. */
export function VersionView({ project, name, version }: VersionViewProps): ReactNode {
  const query = useVersion(project, name, version);
  if (query.data === undefined) {
    if (!query.isError) return <div className="loading-line" role="status" aria-label="Loading" />;
    return (
      <Failure
        title={`Stepwell could not load "${name}:${version}".`}
        error={query.error}
        onRetry={() => void query.refetch()}
      />
    );
  }
  return <Loaded version={query.data} />;
}

function Loaded({ version: shown }: { readonly version: UsedArtifactVersion }): ReactNode {
  const { project, collection, version, type, run, usedBy, size, files, createdAt, description } = shown;
  const now = useNow(30_000);
  return (
    <article className="art-version" aria-label={`${collection}:${version}`}>
      <header>
        <Link
          to="/p/$project/artifacts"
          params={{ project }}
          className="btn ghost icon only-s"
          aria-label="All artifacts"
        >
          <Icon name="left" />
        </Link>
        <h1 className="ell" title={collection}>
          {collection}
          <span className="dim">:{version}</span>
        </h1>
        <AliasEditor key={shown.aliases.join(",")} version={shown} />
        <span className="grow" />
        <VersionMenu version={shown} />
      </header>
      <p className="art-facts">
        <span className="tag">{type}</span>
        <span>{formatBytes(size)}</span>
        <span>{formatPlural(files, "file")}</span>
        <span title={formatTimeFull(createdAt)}>{formatTime(createdAt, now)}</span>
        <span className="dim mono" title={shown.digest}>
          {shown.digest.slice(0, 12)}
        </span>
      </p>
      {description === "" ? null : <p className="art-text">{description}</p>}
      <LineageGraph version={shown} />
      <div className="art-columns">
        <FileList project={project} name={collection} version={version} />
        <div className="art-side">
          <VersionTable project={project} name={collection} current={version} />
          <section className="panel art-uses" aria-label="Runs">
            <h2>Logged by</h2>
            {run === null ? <p className="dim">No run, or one that was deleted.</p> : <RunChip {...run} />}
            <h2>
              Used by<span className="badge">{usedBy.length}</span>
            </h2>
            {usedBy.length === 0 ? <p className="dim">No run has used this version.</p> : null}
            {usedBy.slice(0, 100).map((one) => (
              <RunChip key={`${one.project} ${one.run}`} {...one} />
            ))}
            {usedBy.length > 100 ? (
              <p className="dim">{formatPlural(usedBy.length - 100, "more run")}</p>
            ) : null}
          </section>
          <MetadataTable metadata={shown.metadata} />
        </div>
      </div>
    </article>
  );
}

function VersionMenu({ version: shown }: { readonly version: UsedArtifactVersion }): ReactNode {
  const { project, collection, version, type } = shown;
  const { client } = useSession();
  const mayEdit = useMayEdit();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [isAsking, setAsking] = useState(false);

  async function copy(): Promise<void> {
    const call = `await run.useArtifact("${collection}:${version}");`;
    try {
      await navigator.clipboard.writeText(call);
      showToast({ text: `Copied: ${call}` });
    } catch {
      showToast({ text: `The browser did not let the page copy. The call is ${call}`, error: true });
    }
  }

  async function remove(): Promise<void> {
    try {
      await client.artifacts.removeVersion(project, collection, version);
      await queries.invalidateQueries({ queryKey: queryKeys.artifacts(project) });
      showToast({ text: `${collection}:${version} is deleted.` });
      void navigate({ to: "/p/$project/artifacts", params: { project } });
    } catch (error) {
      showToast({ text: plainReason(error), error: true });
    }
  }

  return (
    <>
      <Menu
        align="end"
        trigger={
          <button type="button" className="btn ghost icon" aria-label={`More about ${collection}:${version}`}>
            <Icon name="more" />
          </button>
        }
      >
        <MenuItem icon="copy" onSelect={() => void copy()}>
          Copy the call that uses it
        </MenuItem>
        {mayEdit ? (
          <>
            <MenuSeparator />
            <ServerMenuItem icon="x" isDanger onSelect={() => setAsking(true)}>
              Delete this version
            </ServerMenuItem>
          </>
        ) : null}
      </Menu>
      {isAsking ? (
        <ConfirmDialog
          title={`Delete ${collection}:${version}?`}
          action="Delete"
          onConfirm={() => void remove()}
          onClose={() => setAsking(false)}
        >
          <p>
            This {type} has {formatPlural(shown.files, "file")}, {formatBytes(shown.size)}, and was used by{" "}
            {formatPlural(shown.usedBy.length, "run")}. It does not come back.
          </p>
        </ConfirmDialog>
      ) : null}
    </>
  );
}
