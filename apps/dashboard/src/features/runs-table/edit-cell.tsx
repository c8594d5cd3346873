import { useState, type ReactNode } from "react";
import { useMayEdit } from "../account/may-edit.ts";
import { Icon } from "../shell/icon.tsx";
import { ServerButton } from "../shell/server-button.tsx";
import { useOffline } from "../shell/use-offline.ts";

export interface EditCellProps {
  readonly label: string;
  readonly text: string;
  /** Its row is the one that keys are about: Tab reaches the button. */
  readonly isActive: boolean;
  readonly onSave: (text: string) => void;
  /** What is shown while nobody edits. */
  readonly children: ReactNode;
}

/** A cell whose text is changed in its place: Enter keeps, Esc leaves it as it was. */
export function EditCell({ label, text, isActive, onSave, children }: EditCellProps): ReactNode {
  const mayEdit = useMayEdit();
  const isOffline = useOffline() !== undefined;
  const [draft, setDraft] = useState<string>();
  const save = (): void => {
    setDraft(undefined);
    if (draft !== undefined && draft !== text) onSave(draft);
  };
  if (!mayEdit) return <span className="editable">{children}</span>;
  if (draft !== undefined) {
    return (
      <input
        className="edit-cell"
        aria-label={label}
        value={draft}
        autoFocus
        onChange={(event) => setDraft(event.target.value)}
        onBlur={save}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === "Enter" && !event.nativeEvent.isComposing) save();
          if (event.key === "Escape") setDraft(undefined);
        }}
      />
    );
  }
  return (
    <span className="editable" onDoubleClick={() => isOffline || setDraft(text)}>
      {children}
      <ServerButton
        className="edit-mark"
        tabIndex={isActive ? 0 : -1}
        aria-label={`Edit: ${label}`}
        title={`${label}; a double click does the same`}
        onClick={() => setDraft(text)}
      >
        <Icon name="edit" />
      </ServerButton>
    </span>
  );
}
