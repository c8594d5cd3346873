import type { RunDetail } from "@stepwell/protocol";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { formatJson, formatSetting } from "../../lib/format-json.ts";
import { useValueOf } from "../../lib/use-value.ts";
import { ModelGraphs } from "../graph/model-graphs.tsx";
import { useRunQuery } from "../run/use-run.ts";
import { AlertsPanel } from "./alerts-panel.tsx";
import { BaselinePicker } from "./baseline-picker.tsx";
import { baselines } from "./baselines.ts";
import { CodeChanges } from "./code-changes.tsx";
import { DataHealth } from "./data-health.tsx";
import { KeyValues } from "./key-values.tsx";
import { LastLines } from "./last-lines.tsx";
import { LeavesPanel } from "./leaves-panel.tsx";
import { LineagePanel } from "./lineage-panel.tsx";
import { machineFacts } from "./machine-facts.ts";
import { MetricTile } from "./metric-tile.tsx";
import { NotesPanel } from "./notes-panel.tsx";
import "./overview.css";
import { PackagesPanel } from "./packages-panel.tsx";
import { tileMetrics } from "./tile-metrics.ts";

/** What a run is and how its data fared. */
export function OverviewTab({ detail }: { readonly detail: RunDetail }): ReactNode {
  const { run, alerts } = detail;
  const tiles = tileMetrics(detail);
  return (
    <>
      <LastLines detail={detail} />
      {tiles.length === 0 ? null : (
        <div className="tiles">
          {tiles.map((tile) => (
            <MetricTile key={tile.key} run={run} tile={tile} />
          ))}
        </div>
      )}
      <div className="cols">
        <Settings detail={detail} />
        <div className="stack">
          {alerts.length === 0 ? null : <AlertsPanel detail={detail} />}
          <NotesPanel run={run} />
          <DataHealth detail={detail} />
          <KeyValues title="Machine and code" rows={machineFacts(detail)} />
        </div>
      </div>
      <div className="stack">
        <ModelGraphs detail={detail} />
      </div>
      <CodeChanges detail={detail} />
    </>
  );
}

/** Config and summary, alone or against those of another run. */
function Settings({ detail }: { readonly detail: RunDetail }): ReactNode {
  const { run } = detail;
  const chosen = useValueOf(baselines, (runs) => runs.get(run.project));
  const other = chosen === run.id ? undefined : chosen;
  const query = useQuery({ ...useRunQuery(run.project, other ?? ""), enabled: other !== undefined });
  const baseline = other === undefined ? undefined : query.data?.run;
  const picker = <BaselinePicker run={run} chosen={baseline?.name} />;
  return (
    <>
      <div className="stack">
        <LeavesPanel
          title="Config"
          object={run.config}
          format={formatSetting}
          empty={"This run set no config. Pass it to init({ config: { lr: 0.001 } })."}
          baseline={baseline && { name: baseline.name, object: baseline.config }}
        >
          {picker}
        </LeavesPanel>
        <PackagesPanel detail={detail} />
      </div>
      <div className="stack">
        <LeavesPanel
          title="Summary"
          object={run.summary}
          format={formatJson}
          empty="Nothing is logged yet. The last value of each key appears here."
          baseline={baseline && { name: baseline.name, object: baseline.summary }}
        />
        <LineagePanel detail={detail} />
      </div>
    </>
  );
}
