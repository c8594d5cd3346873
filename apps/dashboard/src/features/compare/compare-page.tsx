import type { RunDetail } from "@stepwell/protocol";
import { useParams } from "@tanstack/react-router";
import { useMemo, type ReactNode } from "react";
import { formatPlural } from "../../lib/format-plural.ts";
import { groupDigits } from "../../lib/group-digits.ts";
import { useTitle } from "../../lib/use-title.ts";
import { FilterField } from "../shell/filter-field.tsx";
import { Icon } from "../shell/icon.tsx";
import { Message, plainReason } from "../shell/message.tsx";
import { useView } from "../shell/use-view.ts";
import { AddRuns } from "./add-runs.tsx";
import { betterOf } from "./better.ts";
import { CompareCharts } from "./compare-charts.tsx";
import { CompareCode } from "./compare-code.tsx";
import { CompareMedia } from "./compare-media.tsx";
import { ComparePackages } from "./compare-packages.tsx";
import { mostCompared } from "./compared-runs.ts";
import "./compare.css";
import { LatestRuns } from "./latest-runs.tsx";
import { machineOf } from "./machine.ts";
import { RunHeads } from "./run-heads.tsx";
import { Section, WideRow } from "./section.tsx";
import { useCompared } from "./use-compared.ts";
import { valueRows } from "./value-rows.ts";
import { ValueSection } from "./value-section.tsx";

/** Runs side by side, the first one is the baseline: results, settings, charts, pictures, code, packages, machine. */
export function ComparePage(): ReactNode {
  const { project = "" } = useParams({ strict: false });
  const [view, setView] = useView();
  const { ids, more, details, isPending, missing, setIds } = useCompared(project);
  useTitle("Compare", project);
  return (
    <main className="cmp-page">
      <div className="tool">
        <h1>Compare</h1>
        <span className="badge">{formatPlural(ids.length, "run")}</span>
        <span className="grow" />
        {ids.length === 0 ? null : (
          <FilterField
            label="Filter keys"
            shortcut="/"
            value={view.filter}
            onChange={(filter, how) => setView({ filter }, how)}
          />
        )}
        <AddRuns project={project} ids={ids} onChange={setIds} />
      </div>
      {more === 0 ? null : (
        <p className="dim">
          The first {mostCompared} of the {groupDigits(ids.length + more)} runs in the address are compared.
        </p>
      )}
      {missing.map(({ id, error }) => (
        <p key={id} className="cmp-missing" role="alert">
          <Icon name="warn" />
          <span className="grow">
            Stepwell could not load run "{id}". {plainReason(error)}
          </span>
          <button
            type="button"
            className="btn small"
            onClick={() => setIds(ids.filter((other) => other !== id))}
          >
            Take away
          </button>
        </p>
      ))}
      {ids.length === 0 ? (
        <Message icon="compare" title="No runs to compare yet. Choose 2 to 20 of them.">
          <p>Add them here, or select rows of the runs table and press Compare.</p>
          <LatestRuns project={project} onCompare={setIds} />
        </Message>
      ) : isPending && details.length === 0 ? (
        <div className="loading-line" role="status" aria-label="Loading" />
      ) : (
        <Comparison details={details} filter={view.filter} sort={view.sort[0]} onChange={setIds} />
      )}
    </main>
  );
}

interface ComparisonProps {
  readonly details: readonly RunDetail[];
  readonly filter: string;
  readonly sort: { readonly key: string; readonly descending: boolean } | undefined;
  readonly onChange: (ids: readonly string[]) => void;
}

function Comparison({ details, filter, sort, onChange }: ComparisonProps): ReactNode {
  const columns = details.length;
  const runs = details.map(({ run }) => run);
  const summary = useMemo(
    () => valueRows(details.map(({ run }) => run.summary)).filter(({ key }) => !key.startsWith("_")),
    [details],
  );
  const config = useMemo(() => valueRows(details.map(({ run }) => run.config)), [details]);
  const machine = useMemo(() => valueRows(details.map(machineOf)), [details]);
  const better = useMemo(() => betterOf({ details, sort }), [details, sort]);
  return (
    <div className="cmp-scroll" tabIndex={0} role="region" aria-label="Comparison">
      <table className="cmp" style={{ "--columns": columns }}>
        <RunHeads details={details} onChange={onChange} />
        <ValueSection
          name="Summary"
          rows={summary}
          columns={columns}
          filter={filter}
          betterOf={better}
          empty="These runs have no results yet."
        />
        <ValueSection
          name="Config"
          rows={config}
          columns={columns}
          filter={filter}
          isDifferencesOnly
          empty="These runs have no settings."
        />
        <Section name="Charts" columns={columns}>
          <WideRow columns={columns}>
            <CompareCharts details={details} />
          </WideRow>
        </Section>
        <Section name="Media" columns={columns}>
          <WideRow columns={columns}>
            <CompareMedia details={details} />
          </WideRow>
        </Section>
        <Section name="Code" columns={columns}>
          <WideRow columns={columns}>
            <CompareCode runs={runs} />
          </WideRow>
        </Section>
        <ComparePackages runs={runs} filter={filter} />
        <ValueSection
          name="Machine"
          rows={machine}
          columns={columns}
          filter={filter}
          isDifferencesOnly
          empty="Nothing is known of the machines."
        />
      </table>
    </div>
  );
}
