import type { RunView } from "@stepwell/protocol";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { useMayEdit } from "../account/may-edit.ts";
import { CutName } from "../shell/cut-name.tsx";
import { Icon } from "../shell/icon.tsx";
import { ServerButton } from "../shell/server-button.tsx";
import { useRunEdit } from "./use-run-edit.ts";

export interface RunNameProps {
  readonly run: RunView;
  readonly isEditing: boolean;
  readonly onEdit: (isEditing: boolean) => void;
}

/** The run's name; a click makes it a field. Enter keeps what was typed, Esc does not. */
export function RunName({ run, isEditing, onEdit }: RunNameProps): ReactNode {
  const mayEdit = useMayEdit();
  if (!mayEdit)
    return (
      <h1 className="cut" aria-label={run.name} title={run.name}>
        <CutName name={run.name} />
      </h1>
    );
  if (isEditing) return <NameField run={run} onDone={() => onEdit(false)} />;
  return (
    <h1 className="ell" title={run.name}>
      <ServerButton className="in-place ell" aria-label={`Rename ${run.name}`} onClick={() => onEdit(true)}>
        <span className="cut">
          <CutName name={run.name} />
        </span>
        <Icon name="edit" />
      </ServerButton>
    </h1>
  );
}

function NameField({ run, onDone }: { readonly run: RunView; readonly onDone: () => void }): ReactNode {
  const edit = useRunEdit(run);
  const [text, setText] = useState(run.name);
  const input = useRef<HTMLInputElement>(null);
  const isLeft = useRef(false);
  useEffect(() => input.current?.select(), []);
  const leave = (keep: boolean): void => {
    if (isLeft.current) return;
    isLeft.current = true;
    const name = text.trim();
    onDone();
    if (keep && name !== "" && name !== run.name) void edit({ name });
  };
  return (
    <h1 className="field run-name">
      <input
        ref={input}
        aria-label="Run name"
        value={text}
        maxLength={256}
        spellCheck={false}
        onChange={(event) => setText(event.target.value)}
        onBlur={() => leave(true)}
        onKeyDown={(event) => {
          if (event.key !== "Enter" && event.key !== "Escape") return;
          event.preventDefault();
          leave(event.key === "Enter");
        }}
      />
    </h1>
  );
}
