import { useId, useState, type ReactNode } from "react";
import { keyText } from "../../lib/format-key.ts";
import { xOfMetric } from "../charts/chart-settings.ts";
import { editPanel } from "../layout/change-layout.ts";
import { editedPanel } from "./edited-panel.ts";
import { EditorField, EditorSelect, EditorText } from "./editor-fields.tsx";
import { EditorKeys } from "./editor-keys.tsx";
import {
  draftKeys,
  draftOf,
  draftSettings,
  expressionProblem,
  rangeProblem,
  type PanelDraft,
} from "./panel-draft.ts";
import type { PanelEditorProps } from "./panel-editor.tsx";

export interface EditorFormProps extends PanelEditorProps {
  readonly onDone: () => void;
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

/** What of a panel can be edited. Each change shows at once. */
export function EditorForm({ panel, editor, keys, wanted, onDone }: EditorFormProps): ReactNode {
  const id = useId();
  const [first] = useState(() => draftOf(panel, wanted));
  const [start] = useState(() => editedPanel.get()?.field);
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
      <EditorText label="Title" placeholder={panel.title} isFirst={start === undefined} {...text("title")} />
      <EditorKeys {...text("keys")} wanted={draftKeys(draft)} keys={keys} />
      <EditorText
        label="Expression"
        placeholder="${train/loss} - ${val/loss}"
        isFirst={start === "expression"}
        {...text("expression")}
        problem={expressionProblem(draft)}
      />
      <EditorSelect
        label="x"
        isFirst={start === "x"}
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
