import type { RunDetail } from "@stepwell/protocol";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { formatStep } from "../../lib/format-step.ts";
import { formatTime, formatTimeFull } from "../../lib/format-time.ts";
import { useNow } from "../../lib/use-now.ts";

/** Where the run comes from: the run it branched off, the times it was gone on with, its group and job. */
export function LineagePanel({ detail }: { readonly detail: RunDetail }): ReactNode {
  const { run, fork, sessions } = detail;
  const now = useNow(60_000);
  const later = sessions.filter(({ resumed }) => resumed);
  if (fork === null && later.length === 0 && run.group === "" && run.jobType === "") return null;
  return (
    <article className="panel" aria-label="Lineage">
      <header>
        <h3>Lineage</h3>
      </header>
      <table className="kv">
        <tbody>
          {fork === null ? null : (
            <tr>
              <th scope="row">forked from</th>
              <td>
                <Link
                  className="link"
                  to="/p/$project/r/$run"
                  params={{ project: run.project, run: fork.run }}
                  search={{}}
                >
                  {fork.run}
                </Link>{" "}
                at step {formatStep(fork.step)}
              </td>
            </tr>
          )}
          {later.map(({ startedAt, step }) => (
            <tr key={startedAt}>
              <th scope="row">resumed</th>
              <td title={formatTimeFull(startedAt)}>
                {formatTime(startedAt, now)} at step {formatStep(step)}
              </td>
            </tr>
          ))}
          {run.group === "" ? null : (
            <tr>
              <th scope="row">group</th>
              <td>
                <Link
                  className="link"
                  to="/p/$project"
                  params={{ project: run.project }}
                  search={{ q: `group = ${JSON.stringify(run.group)}` }}
                >
                  {run.group}
                </Link>
              </td>
            </tr>
          )}
          {run.jobType === "" ? null : (
            <tr>
              <th scope="row">job</th>
              <td>{run.jobType}</td>
            </tr>
          )}
        </tbody>
      </table>
    </article>
  );
}
