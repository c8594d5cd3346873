import type { RunDetail } from "@stepwell/protocol";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { plainText } from "../../lib/ansi.ts";
import { queryKeys } from "../../lib/query-keys.ts";
import { LogLine } from "../logs/log-line.tsx";
import "../logs/logs.css";
import { Icon } from "../shell/icon.tsx";
import { useSession } from "../shell/session-context.ts";

const lastLines = 12;

/** How a run ended that did not finish well: its last console lines. Nothing for others. */
export function LastLines({ detail }: { readonly detail: RunDetail }): ReactNode {
  const { run, exitCode } = detail;
  const { project, id, status } = run;
  const { client } = useSession();
  const isBad = status === "crashed" || status === "failed";
  const { data } = useQuery({
    queryKey: queryKeys.lastLines(project, id),
    enabled: isBad,
    staleTime: 60_000,
    queryFn: async ({ signal }) => {
      const { total } = await client.console(project, id, { limit: 1, signal });
      const from = Math.max(0, total - lastLines);
      return (await client.console(project, id, { from, limit: lastLines, signal })).lines;
    },
  });
  if (!isBad || data === undefined) return null;
  const last = data.findLast(({ text }) => plainText(text).trim() !== "");
  const how =
    status === "crashed"
      ? "Ended without finish()."
      : `Ended with ${exitCode === null ? "an error" : `exit code ${exitCode}`}.`;
  return (
    <article className="panel last-lines" aria-label="How it ended">
      <header>
        <Icon name="warn" />
        <h3>{how}</h3>
        <span className="ell grow">{last === undefined ? null : `Last line: ${plainText(last.text)}`}</span>
        {data.length === 0 ? null : (
          <Link
            className="link"
            to="/p/$project/r/$run/$tab"
            params={{ project, run: id, tab: "logs" }}
            search={{}}
          >
            Whole log
          </Link>
        )}
      </header>
      {data.length === 0 ? (
        <p className="notes dim">It printed nothing.</p>
      ) : (
        <div className="lg" tabIndex={0} role="region" aria-label="Last lines of the log">
          {data.map((line) => (
            <LogLine
              key={line.number}
              line={line}
              number={line.number + 1}
              marker={undefined}
              isCurrent={false}
              isChosen={false}
              onChoose={undefined}
            />
          ))}
        </div>
      )}
    </article>
  );
}
