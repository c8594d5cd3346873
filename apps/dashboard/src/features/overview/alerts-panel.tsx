import type { AlertView, RunDetail } from "@stepwell/protocol";
import { Link } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { formatPlural } from "../../lib/format-plural.ts";
import { formatTime, formatTimeFull } from "../../lib/format-time.ts";
import { groupDigits } from "../../lib/group-digits.ts";
import { useNow } from "../../lib/use-now.ts";
import { mostAlerts, useAlertSteps } from "../run/use-alert-steps.ts";
import { Icon } from "../shell/icon.tsx";

const firstAlerts = 6;
const words = { INFO: "Info", WARN: "Warning", ERROR: "Error" } as const;

/** What the run wanted its people to know, the newest first, each with its step. */
export function AlertsPanel({ detail }: { readonly detail: RunDetail }): ReactNode {
  const { run, alerts } = detail;
  const [all, setAll] = useState(false);
  const now = useNow(60_000);
  const steps = useAlertSteps(detail);
  const shown = alerts
    .map((alert, at) => ({ alert, step: steps?.[at] }))
    .toReversed()
    .slice(0, all ? alerts.length : firstAlerts);
  return (
    <article className="panel" aria-label="Alerts">
      <header>
        <h3>
          Alerts<span className="badge">{alerts.length}</span>
        </h3>
      </header>
      <ul className="alerts">
        {shown.map(({ alert, step }, at) => (
          <li key={at} className={alert.level.toLowerCase()}>
            <Icon name={alert.level === "INFO" ? "dot" : "warn"} />
            <div>
              <b>
                <span className="sr">{words[alert.level]}: </span>
                {alert.title}
              </b>
              {alert.text === "" ? null : <p>{alert.text}</p>}
              <p className="dim">
                {step === undefined ? null : (
                  <Link
                    className="link"
                    to="/p/$project/r/$run/$tab"
                    params={{ project: run.project, run: run.id, tab: "charts" }}
                    search={(before) => ({ ...before, step: String(step) })}
                    title="Show it in the charts"
                  >
                    step {groupDigits(step)}
                  </Link>
                )}
                {alert.time === null ? null : <AlertTime time={alert.time} now={now} />}
              </p>
            </div>
          </li>
        ))}
      </ul>
      {shown.length > mostAlerts ? (
        <p className="dim">The newest {mostAlerts} alerts have their step.</p>
      ) : null}
      {shown.length < alerts.length ? (
        <button type="button" className="btn small more" onClick={() => setAll(true)}>
          Show {formatPlural(alerts.length - shown.length, "older alert")}
        </button>
      ) : null}
    </article>
  );
}

function AlertTime({
  time,
  now,
}: {
  readonly time: NonNullable<AlertView["time"]>;
  readonly now: number;
}): ReactNode {
  return <span title={formatTimeFull(time)}>{formatTime(time, now)}</span>;
}
