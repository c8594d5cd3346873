import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { keyText } from "../../lib/format-key.ts";
import { formatName } from "../../lib/format-name.ts";
import { formatValue } from "../../lib/format-value.ts";
import { useValueOf } from "../../lib/use-value.ts";
import { Combobox } from "../shell/combobox.tsx";
import { Popover } from "../shell/popover.tsx";
import { useSession } from "../shell/session-context.ts";
import { projectBestQuery } from "./project-best-query.ts";
import { projectMetrics, setProjectMetric } from "./project-metrics.ts";

/** The best value of a project's metric, which leads to its run; the metric is chosen here, too. */
export function BestCell({ project }: { readonly project: string }): ReactNode {
  const { client } = useSession();
  const chosen = useValueOf(projectMetrics, (all) => all.get(project));
  const { data: best } = useQuery(projectBestQuery(client, project, chosen));
  const [isOpen, setOpen] = useState(false);
  if (best === undefined || best === null) return <span className="dim">–</span>;
  const { metric, choices, word, value, run } = best;
  return (
    <span className="best-cell">
      <Popover
        label={`Metric of ${project}`}
        align="end"
        isOpen={isOpen}
        onOpenChange={setOpen}
        trigger={
          <button type="button" className="best-key" title="Choose another metric">
            {formatName(keyText(metric), 24)} {word}
          </button>
        }
      >
        <Combobox
          label="Metric"
          items={choices.map((key) => ({ id: key, text: keyText(key) }))}
          empty="No metric matches."
          onPick={({ id }) => {
            setProjectMetric(project, id);
            setOpen(false);
          }}
        />
      </Popover>
      {value === undefined || run === undefined ? (
        <span className="dim">–</span>
      ) : (
        <Link to="/p/$project/r/$run" params={{ project, run: run.id }} title={`${run.name}: ${value}`}>
          {formatValue(value)}
        </Link>
      )}
    </span>
  );
}
