import type { RunDetail } from "@stepwell/protocol";
import { useMemo, useState, type ReactNode } from "react";
import { keyText } from "../../lib/format-key.ts";
import { fuzzyMatcher } from "../../lib/fuzzy-match.ts";
import { KeyPicker } from "../media/key-picker.tsx";
import "../media/media.css";
import { StepBar } from "../media/step-bar.tsx";
import { useKeySteps } from "../media/use-key-steps.ts";
import { Message } from "../shell/message.tsx";
import { useView } from "../shell/use-view.ts";
import { TableKey } from "./table-key.tsx";
import "./tables.css";

/** The tables of a run at the shared step, one at a time. */
export function TablesTab({ detail }: { readonly detail: RunDetail }): ReactNode {
  const [view, setView] = useView();
  const [other, setOther] = useState<number>();
  const keys = useMemo(
    () => detail.keys.filter(({ kind, key }) => kind === "table" && !key.startsWith("_")),
    [detail.keys],
  );
  const matches = fuzzyMatcher(view.filter);
  const item =
    keys.find(({ key }) => keyText(key) === view.filter) ??
    keys.find(({ key }) => matches(keyText(key))) ??
    keys[0];
  const steps = useKeySteps(item === undefined ? [] : [item.key], view.step, setView);
  if (item === undefined) {
    return (
      <Message title="This run has no tables. Log one from your code:">
        <pre>{`run.log({ predictions: new Table({ columns: ["truth", "guess"], data: rows }) });`}</pre>
      </Message>
    );
  }
  return (
    <>
      <div className="tool media-tools">
        <KeyPicker
          keys={keys}
          value={keyText(item.key)}
          onPick={(filter) => setView({ filter }, { replace: true })}
        />
      </div>
      <TableKey key={item.key} detail={detail} item={item} steps={steps} other={other} onOther={setOther} />
      {steps.all.length > 1 && steps.step !== undefined ? (
        <StepBar steps={steps.all} step={steps.step} onStep={steps.choose} />
      ) : null}
    </>
  );
}
