import { useEffect, useId, useRef, useState, type ReactNode } from "react";
import { formatPlural } from "../../lib/format-plural.ts";
import { keyText } from "../../lib/format-key.ts";
import { useValueOf } from "../../lib/use-value.ts";
import { xOfMetric } from "../charts/chart-settings.ts";
import type { PanelSpec } from "../charts/panel-spec.ts";
import { editPanel } from "../layout/change-layout.ts";
import { matchKeys } from "../layout/match-keys.ts";
import { Popover } from "../shell/popover.tsx";
import { EditorField, EditorSelect, EditorText } from "./editor-fields.tsx";
import { editedPanel } from "./edited-panel.ts";
import type { LayoutEditor } from "./layout-editor.ts";
import {
  draftKeys,
  draftOf,
  draftSettings,
  expressionProblem,
  rangeProblem,
  type PanelDraft,
} from "./panel-draft.ts";

export interface PanelEditorProps {
  readonly panel: PanelSpec;
  readonly editor: LayoutEditor;
  /** Keys of numbers. */
  readonly keys: readonly string[];
  /** What somebody gave the panel in place of its own keys. */
  readonly wanted: readonly string[] | undefined;
}

/** The editor of a panel, while it is open: a popover on the panel. */
export function PanelEditor(props: PanelEditorProps): ReactNode {
  const { panel, editor } = props;
  const isOpen = useValueOf(editedPanel, (id) => id === panel.id);
  const isEscaped = useRef(false);
  useEffect(() => {
    if (!isOpen) return;
    // Before the popover hears of the key and closes.
    const listen = (event: KeyboardEvent): void => {
      if (event.key === "Escape") isEscaped.current = true;
    };
    isEscaped.current = false;
    addEventListener("keydown", listen, true);
    return () => removeEventListener("keydown", listen, true);
  }, [isOpen]);
  if (!isOpen) return null;
  const close = (): void => {
    editedPanel.set(undefined);
    if (isEscaped.current) editor.revert();
    else editor.keep();
    document.querySelector<HTMLElement>(`[data-panel=${CSS.escape(panel.id)}]`)?.focus();
  };
  return (
    <Popover
      label={`Edit ${panel.title}`}
      isAnchor
      isOpen
      onOpenChange={(open) => {
        if (!open) close();
      }}
      side="right"
      align="start"
      className="panel-editor"
      trigger={<span className="editor-anchor" />}
    >
      <EditorForm {...props} onDone={close} />
    </Popover>
  );
}

const page = { value: "", text: "As on the page" };
const axes = [
  page,
  { value: "step", text: "Step" },
  { value: "wall", text: "Time" },
  { value: "relative", text: "Relative" },
  { value: "runtime", text: "Runtime" },
];
const mostAxes = 1_000;

function EditorForm({
  panel,
  editor,
  keys,
  wanted,
  onDone,
}: PanelEditorProps & { readonly onDone: () => void }): ReactNode {
  const id = useId();
  const [first] = useState(() => draftOf(panel, wanted));
  const [draft, setDraft] = useState(first);
  const set = (change: Partial<PanelDraft>): void => {
    const next = { ...draft, ...change };
    setDraft(next);
    const own = next.keys === first.keys ? wanted : draftKeys(next);
    editor.preview((layout) =>
      editPanel(layout, panel.id, {
        keys: own !== undefined && own.length === 0 ? wanted : own,
        settings: draftSettings(next),
      }),
    );
  };
  const text = (name: keyof PanelDraft) => ({
    value: draft[name],
    onChange: (value: string) => set({ [name]: value }),
  });
  const found = matchKeys(draftKeys(draft), keys);
  const missing = found.filter((key) => !keys.includes(key));
  return (
    <form
      className="editor-form"
      aria-labelledby={`${id}-title`}
      onSubmit={(event) => {
        event.preventDefault();
        onDone();
      }}
    >
      <h2 id={`${id}-title`}>Edit panel</h2>
      <EditorText label="Title" placeholder={panel.title} {...text("title")} />
      <EditorText
        label="Metrics"
        {...text("keys")}
        problem={missing.length > 0 ? `No run logged "${keyText(missing[0] as string)}".` : undefined}
        note={`${formatPlural(found.length, "metric")}. A * stands for anything: train/*.`}
      />
      <EditorText
        label="Expression"
        placeholder="${train/loss} - ${val/loss}"
        {...text("expression")}
        problem={expressionProblem(draft)}
      />
      <EditorSelect
        label="x"
        {...text("x")}
        options={[
          ...axes,
          ...keys.slice(0, mostAxes).map((key) => ({ value: xOfMetric(key), text: keyText(key) })),
        ]}
      />
      <EditorSelect
        label="y scale"
        {...text("yScale")}
        options={[
          { value: "", text: "Linear" },
          { value: "log", text: "Logarithmic" },
          { value: "symlog", text: "Logarithmic about zero" },
        ]}
      />
      <EditorField label="y range" problem={rangeProblem(draft)}>
        <EditorText label="Least y" isBare placeholder="least" {...text("min")} />
        <EditorText label="Most y" isBare placeholder="most" {...text("max")} />
      </EditorField>
      <EditorField label="Smoothing">
        <EditorSelect
          label="Smoothing of the panel"
          isBare
          value={draft.smoothing}
          onChange={(smoothing) => set({ smoothing, amount: firstAmounts[smoothing] ?? "" })}
          options={[
            page,
            { value: "ema", text: "Moving average" },
            { value: "gauss", text: "Gaussian" },
            { value: "mean", text: "Running mean" },
          ]}
        />
        {draft.smoothing === "" ? null : <EditorText label="Amount" isBare {...text("amount")} />}
      </EditorField>
      <EditorSelect
        label="Band"
        {...text("band")}
        options={[
          { value: "", text: "With up to three lines" },
          { value: "always", text: "Always" },
          { value: "never", text: "Never" },
        ]}
      />
      <EditorSelect
        label="Band of groups"
        {...text("groupBand")}
        options={[
          { value: "", text: "Mean ± standard deviation" },
          { value: "sem", text: "Mean ± standard error" },
          { value: "minmax", text: "Least to most" },
        ]}
      />
      <footer>
        <span className="dim">Esc takes back</span>
        <span className="grow" />
        <button type="submit" className="btn primary">
          Keep
        </button>
      </footer>
    </form>
  );
}

const firstAmounts: Readonly<Record<string, string>> = { ema: "0.8", gauss: "5", mean: "20" };
