import { Link } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { formatBytes } from "../../lib/format-bytes.ts";
import { formatPlural } from "../../lib/format-plural.ts";
import { formatTime, formatTimeFull } from "../../lib/format-time.ts";
import { useNow } from "../../lib/use-now.ts";
import { useVersions } from "./use-artifacts.ts";

const atFirst = 20;

/** The versions of an artifact, the newest first. */
export function VersionTable({
  project,
  name,
  current,
}: {
  readonly project: string;
  readonly name: string;
  readonly current: string;
}): ReactNode {
  const { data = [] } = useVersions(project, name);
  const [isAll, setAll] = useState(false);
  const now = useNow(60_000);
  const shown = isAll ? data : data.slice(0, atFirst);
  return (
    <section className="panel scroll-x" aria-label="Versions">
      <table className="table">
        <thead>
          <tr>
            <th>version</th>
            <th>aliases</th>
            <th className="num">size</th>
            <th className="num">created</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((one) => (
            <tr key={one.version} data-current={one.version === current ? "" : undefined}>
              <td>
                <Link
                  to="/p/$project/artifacts/$type/$name/$version"
                  params={{ project, type: one.type, name, version: one.version }}
                  search={true}
                  activeProps={{}}
                  aria-current={one.version === current ? "page" : undefined}
                  className="link"
                >
                  {one.version}
                </Link>
              </td>
              <td>
                {one.aliases.map((alias) => (
                  <span key={alias} className="tag">
                    {alias}
                  </span>
                ))}
              </td>
              <td className="num">{formatBytes(one.size)}</td>
              <td className="num dim" title={formatTimeFull(one.createdAt)}>
                {formatTime(one.createdAt, now)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {data.length > shown.length ? (
        <button type="button" className="btn small" onClick={() => setAll(true)}>
          Show {formatPlural(data.length - shown.length, "older version")}
        </button>
      ) : null}
    </section>
  );
}
