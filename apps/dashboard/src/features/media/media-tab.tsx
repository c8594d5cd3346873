import type { CellView, KeyView, RunDetail } from "@stepwell/protocol";
import { useCallback, useEffect, useMemo, useState, type ReactNode } from "react";
import { lastAtOrBefore } from "../../lib/binary-search.ts";
import { keyText } from "../../lib/format-key.ts";
import { formatPlural } from "../../lib/format-plural.ts";
import { useCells } from "../run/use-cells.ts";
import { KeyName } from "../charts/key-name.tsx";
import { FilterField } from "../shell/filter-field.tsx";
import { Failure, Message } from "../shell/message.tsx";
import { useSession } from "../shell/session-context.ts";
import { useView } from "../shell/use-view.ts";
import { fuzzyMatcher } from "../../lib/fuzzy-match.ts";
import { MediaFile } from "./media-file.tsx";
import { mediaItems } from "./media-item.ts";
import { MediaTile } from "./media-tile.tsx";
import { StepBar } from "./step-bar.tsx";

const mediaKinds: ReadonlySet<KeyView["kind"]> = new Set(["image", "media", "table"]);

/** Images, sounds, tables and other files of a run at one step; the step is shared with the other tabs by the address. */
export function MediaTab({ detail }: { readonly detail: RunDetail }): ReactNode {
  const [view, setView] = useView();
  const [steps, setSteps] = useState<ReadonlyMap<string, readonly number[]>>(new Map());
  const [draft, setDraft] = useState<number>();
  const keys = detail.keys.filter(({ kind, key }) => mediaKinds.has(kind) && !key.startsWith("_"));
  const matches = fuzzyMatcher(view.filter);
  const shown = keys.filter(({ key }) => matches(keyText(key)));
  const onSteps = useCallback(
    (key: string, list: readonly number[]) => setSteps((before) => new Map(before).set(key, list)),
    [],
  );
  const all = useMemo(
    () => [...new Set(shown.flatMap(({ key }) => steps.get(key) ?? []))].toSorted((a, b) => a - b),
    [steps, shown.map(({ key }) => key).join("\n")],
  );
  // Without a chosen step the newest is shown, and follows the run.
  const step = draft ?? view.step ?? all.at(-1);
  const choose = useCallback(
    (next: number, done: boolean) => {
      setDraft(done ? undefined : next);
      if (done) setView({ step: next }, { replace: true });
    },
    [setView],
  );
  if (keys.length === 0) {
    return (
      <Message title="This run has no images or other media. Log one from your code:">
        <pre>{`run.log({ samples: new Image(pixels, { caption: "predicted 7" }) });`}</pre>
      </Message>
    );
  }
  return (
    <>
      <div className="tool">
        <FilterField
          label="Filter media"
          shortcut="/"
          value={view.filter}
          onChange={(filter) => setView({ filter }, { replace: true })}
        />
        <span className="grow" />
        <span className="badge">{formatPlural(shown.length, "key")}</span>
      </div>
      {shown.map((item) => (
        <MediaKey key={item.key} detail={detail} item={item} step={step} onSteps={onSteps} />
      ))}
      {all.length > 0 && step !== undefined ? <StepBar steps={all} step={step} onStep={choose} /> : null}
    </>
  );
}

interface MediaKeyProps {
  readonly detail: RunDetail;
  readonly item: KeyView;
  readonly step: number | undefined;
  readonly onSteps: (key: string, steps: readonly number[]) => void;
}

function MediaKey({ detail, item, step, onSteps }: MediaKeyProps): ReactNode {
  const { project, id, status } = detail.run;
  const { client } = useSession();
  const query = useCells(project, id, item.key, status === "running");
  const cells = useMemo(() => query.data?.filter((cell) => cell.step !== null) ?? [], [query.data]);
  const steps = useMemo(() => cells.map((cell) => cell.step as number), [cells]);
  useTell(item.key, steps, onSteps);
  if (query.isError && query.data === undefined) {
    return (
      <Failure
        title={`Stepwell could not load "${keyText(item.key)}".`}
        error={query.error}
        onRetry={() => void query.refetch()}
      />
    );
  }
  const at = step === undefined ? -1 : lastAtOrBefore(steps, step);
  const cell: CellView | undefined = cells[at];
  const items = cell === undefined ? [] : mediaItems(cell.value);
  const images = items.filter((shown) => shown.kind === "image");
  const files = items.filter((shown) => shown.kind !== "image");
  const stale = cell !== undefined && cell.step !== step ? (cell.step as number) : undefined;
  return (
    <section className="media-key" aria-label={keyText(item.key)} data-media={item.key}>
      <div className="sh">
        <h2>
          <KeyName text={keyText(item.key)} />
        </h2>
        <span className="badge">{formatPlural(items.length, item.kind === "image" ? "image" : "file")}</span>
      </div>
      {query.data !== undefined && items.length === 0 ? (
        <p className="dim">Nothing of this key was logged at or before this step.</p>
      ) : null}
      {files.map((file, place) => (
        <MediaFile
          key={`${place} ${file.kind}`}
          item={file}
          url={client.fileUrl(project, id, file.path)}
          fromStep={stale}
        />
      ))}
      {images.length === 0 ? null : (
        <div className="mg" data-size={(images[0]?.width ?? 999) <= 64 ? "small" : "large"}>
          {images.map((image, place) => (
            <MediaTile
              key={place}
              item={image}
              url={client.fileUrl(project, id, image.path)}
              fromStep={stale}
              pixelated={(image.width ?? 999) <= 64}
            />
          ))}
        </div>
      )}
    </section>
  );
}

function useTell(key: string, steps: readonly number[], onSteps: MediaKeyProps["onSteps"]): void {
  useEffect(() => onSteps(key, steps), [key, steps, onSteps]);
}
