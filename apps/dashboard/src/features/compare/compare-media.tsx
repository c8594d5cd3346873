import type { KeyView, RunDetail, RunView } from "@stepwell/protocol";
import { useCallback, useEffect, useMemo, useState, type ReactNode } from "react";
import { lastAtOrBefore } from "../../lib/binary-search.ts";
import { keyText } from "../../lib/format-key.ts";
import { formatPlural } from "../../lib/format-plural.ts";
import { fuzzyMatcher } from "../../lib/fuzzy-match.ts";
import { slotColor } from "../../lib/palette.ts";
import { KeyName } from "../charts/key-name.tsx";
import { ClassToggles } from "../media/class-toggles.tsx";
import { plainLook, type MediaClasses } from "../media/media-look.ts";
import { mediaItems } from "../media/media-item.ts";
import { MediaTile } from "../media/media-tile.tsx";
import { StepBar } from "../media/step-bar.tsx";
import { keyLabels } from "../media/key-labels.ts";
import { useMediaClasses } from "../media/use-media-classes.ts";
import { useMetricAt } from "../media/use-metric-at.ts";
import { useTileMetric } from "../media/use-tile-metric.ts";
import { useCells } from "../run/use-cells.ts";
import { summaryKeys } from "../runs/summary-metric.ts";
import { CutName } from "../shell/cut-name.tsx";
import { useSession } from "../shell/session-context.ts";
import { useView } from "../shell/use-view.ts";
import { unionKeys } from "../workspace/panel-sections.ts";

const atFirst = 6;
const mostPictures = 8;

/** Pictures of all runs at one step: a row for each key, a column for each run. */
export function CompareMedia({ details }: { readonly details: readonly RunDetail[] }): ReactNode {
  const [view, setView] = useView();
  const [isAll, setAll] = useState(false);
  const [draft, setDraft] = useState<number>();
  const [steps, setSteps] = useState<ReadonlyMap<string, readonly number[]>>(new Map());
  const matches = fuzzyMatcher(view.filter);
  const keys = unionKeys(details.map((detail) => detail.keys)).filter(
    ({ key, kind }) => kind === "image" && !key.startsWith("_") && matches(keyText(key)),
  );
  const shown = isAll ? keys : keys.slice(0, atFirst);
  const onSteps = useCallback(
    (cell: string, list: readonly number[]) => setSteps((before) => new Map(before).set(cell, list)),
    [],
  );
  const all = useMemo(() => [...new Set([...steps.values()].flat())].toSorted((a, b) => a - b), [steps]);
  // Without a chosen step the newest is shown, and follows the runs.
  const last = all.at(-1);
  const step = draft ?? view.step ?? last;
  const choose = useCallback(
    (next: number, done: boolean) => {
      setDraft(done ? undefined : next);
      // At the last step it follows the runs.
      if (done) setView({ step: next === last ? undefined : next }, { replace: true });
    },
    [setView, last],
  );
  const names = shown.map(({ key }) => key).join("\n");
  const labels = useMemo(() => keyLabels(details, names.split("\n")), [details, names]);
  const classes = useMediaClasses(labels);
  const [hidden, setHidden] = useState<ReadonlySet<number>>(new Set());
  const chosen = useTileMetric(details[0]?.run.project ?? "");
  const metric = useMemo(() => chosen ?? summaryKeys(details.map(({ run }) => run))[0], [chosen, details]);
  if (keys.length === 0) return <p className="cmp-note">These runs have no images.</p>;
  return (
    <>
      {classes.list.length === 0 ? null : (
        <div className="row">
          <ClassToggles classes={classes.list} hidden={hidden} onHidden={setHidden} />
        </div>
      )}
      {shown.map((item) => (
        <section key={item.key} className="cmp-media" aria-label={keyText(item.key)}>
          <h3>
            <KeyName text={keyText(item.key)} />
          </h3>
          <div
            className="cmp-tiles"
            style={{ gridTemplateColumns: `repeat(${details.length}, minmax(140px, 340px))` }}
          >
            {details.map(({ run }) => (
              <RunPictures
                key={run.id}
                run={run}
                item={item}
                step={step}
                metric={metric}
                classes={classes}
                hidden={hidden}
                onSteps={onSteps}
              />
            ))}
          </div>
        </section>
      ))}
      {keys.length > shown.length ? (
        <button type="button" className="btn" onClick={() => setAll(true)}>
          Show {formatPlural(keys.length - shown.length, "more key")}
        </button>
      ) : null}
      {all.length > 0 && step !== undefined ? <StepBar steps={all} step={step} onStep={choose} /> : null}
    </>
  );
}

interface RunPicturesProps {
  readonly run: RunView;
  readonly item: KeyView;
  readonly step: number | undefined;
  /** Key of the metric beside captions. */
  readonly metric: string | undefined;
  readonly classes: MediaClasses;
  /** Classes that are not drawn. */
  readonly hidden: ReadonlySet<number>;
  readonly onSteps: (cell: string, steps: readonly number[]) => void;
}

function RunPictures(props: RunPicturesProps): ReactNode {
  const { run, item, step, metric, classes, hidden, onSteps } = props;
  const { client } = useSession();
  const look = useMemo(() => ({ ...plainLook, hidden }), [hidden]);
  const query = useCells(run.project, run.id, item.key, run.status === "running");
  const cells = useMemo(() => query.data?.filter((cell) => cell.step !== null) ?? [], [query.data]);
  const steps = useMemo(() => cells.map((cell) => cell.step as number), [cells]);
  const name = `${run.id} ${item.key}`;
  useEffect(() => onSteps(name, steps), [name, steps, onSteps]);
  const cell = step === undefined ? undefined : cells[lastAtOrBefore(steps, step)];
  const images = cell === undefined ? [] : mediaItems(cell.value).filter((shown) => shown.kind === "image");
  const beside = useMetricAt({
    project: run.project,
    run: run.id,
    metric: images.length > 0 ? metric : undefined,
    step: cell?.step ?? undefined,
  });
  return (
    <div className="cmp-cell">
      <span className="cmp-head">
        <span className="sw" style={{ "--c": slotColor(run.color) }} />
        <span className="cut" title={run.name}>
          <CutName name={run.name} />
        </span>
      </span>
      {images.slice(0, mostPictures).map((image, at) => (
        <MediaTile
          key={at}
          item={image}
          metric={beside}
          look={look}
          classes={classes}
          urlOf={(path) => client.fileUrl(run.project, run.id, path)}
          fromStep={cell !== undefined && cell.step !== step ? (cell.step as number) : undefined}
        />
      ))}
      {images.length > mostPictures ? (
        <span className="badge">
          {formatPlural(images.length - mostPictures, "more image")} on the run's page
        </span>
      ) : null}
      {query.data !== undefined && images.length === 0 ? (
        <p className="dim">Nothing at or before this step.</p>
      ) : null}
    </div>
  );
}
