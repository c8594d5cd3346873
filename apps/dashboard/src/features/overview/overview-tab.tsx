import type { Json, JsonObject, RunDetail } from "@stepwell/protocol";
import { useMemo, useState, type ReactNode } from "react";
import { formatJson, formatSetting } from "../../lib/format-json.ts";
import { keyText } from "../../lib/format-key.ts";
import { formatValue } from "../../lib/format-value.ts";
import { fuzzyMatcher } from "../../lib/fuzzy-match.ts";
import { jsonLeaves } from "../../lib/json-leaves.ts";
import { SparkLine } from "../charts/spark-line.tsx";
import { ModelGraphs } from "../graph/model-graphs.tsx";
import { summaryKeys, summaryNumber } from "../runs/summary-metric.ts";
import { FilterField } from "../shell/filter-field.tsx";
import { DataHealth } from "./data-health.tsx";
import { KeyValues } from "./key-values.tsx";
import { machineFacts } from "./machine-facts.ts";

/** What a run is and how its data fared. */
export function OverviewTab({ detail }: { readonly detail: RunDetail }): ReactNode {
  const { run } = detail;
  const numbers = new Set(detail.keys.filter(({ kind }) => kind === "number").map(({ key }) => key));
  const tiles = summaryKeys([run])
    .filter((key) => numbers.size === 0 || numbers.has(key))
    .slice(0, 4);
  return (
    <>
      {tiles.length === 0 ? null : (
        <div className="tiles">
          {tiles.map((key) => (
            <article key={key} className="panel tile">
              <div className="k ell" title={keyText(key)}>
                {keyText(key)}, last
              </div>
              <div className="v">{formatValue(summaryNumber(run.summary, key) ?? Number.NaN)}</div>
              <SparkLine run={run} metric={key} />
            </article>
          ))}
        </div>
      )}
      <div className="cols">
        <Leaves
          title="Config"
          object={run.config}
          format={formatSetting}
          empty={"This run set no config. Pass it to init({ config: { lr: 0.001 } })."}
        />
        <Leaves
          title="Summary"
          object={run.summary}
          format={formatJson}
          empty="Nothing is logged yet. The last value of each key appears here."
        />
        <div className="stack">
          <ModelGraphs detail={detail} />
          {run.notes === "" ? null : (
            <article className="panel">
              <header>
                <h3>Notes</h3>
              </header>
              <p className="notes">{run.notes}</p>
            </article>
          )}
          <DataHealth detail={detail} />
          <KeyValues title="Machine and code" rows={machineFacts(detail)} />
        </div>
      </div>
    </>
  );
}

interface LeavesProps {
  readonly title: string;
  readonly object: JsonObject;
  readonly format: (value: Json) => string;
  readonly empty: string;
}

function Leaves({ title, object, format, empty }: LeavesProps): ReactNode {
  const [filter, setFilter] = useState("");
  const rows = useMemo(
    () =>
      jsonLeaves(object)
        .filter(([key]) => key !== "" && !key.startsWith("_"))
        .map(([key, value]) => ({ name: keyText(key), value: format(value) }))
        .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    [object, format],
  );
  const matches = fuzzyMatcher(filter);
  return (
    <KeyValues
      title={title}
      count={rows.length}
      rows={rows.filter(({ name }) => matches(name))}
      empty={filter === "" ? empty : "No key matches."}
    >
      {rows.length > 8 ? (
        <FilterField
          label={`Filter ${title.toLowerCase()}`}
          className="small"
          value={filter}
          onChange={setFilter}
        />
      ) : null}
    </KeyValues>
  );
}
