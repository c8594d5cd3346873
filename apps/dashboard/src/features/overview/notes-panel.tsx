import type { RunView } from "@stepwell/protocol";
import { useRef, useState, type ReactNode } from "react";
import { useMayEdit } from "../account/may-edit.ts";
import { useRunEdit } from "../run/use-run-edit.ts";
import { Icon } from "../shell/icon.tsx";
import { ServerButton } from "../shell/server-button.tsx";
import { Markdown } from "../files/markdown.tsx";

/** What people noted of a run, as Markdown; edited in place. */
export function NotesPanel({ run }: { readonly run: RunView }): ReactNode {
  const [draft, setDraft] = useState<string>();
  const edit = useRunEdit(run);
  const mayEdit = useMayEdit();
  const button = useRef<HTMLButtonElement>(null);
  const close = (): void => {
    setDraft(undefined);
    setTimeout(() => button.current?.focus());
  };
  const save = async (): Promise<void> => {
    if (draft === undefined || draft === run.notes || (await edit({ notes: draft }))) close();
  };
  return (
    <article className="panel" aria-label="Notes">
      <header>
        <h3>Notes</h3>
        <span className="grow" />
        {draft === undefined && mayEdit ? (
          <ServerButton
            ref={button}
            className="btn ghost icon small"
            aria-label="Edit the notes"
            title="Edit"
            onClick={() => setDraft(run.notes)}
          >
            <Icon name="edit" />
          </ServerButton>
        ) : null}
      </header>
      {draft === undefined ? (
        run.notes.trim() === "" ? (
          <p className="notes dim">
            {mayEdit ? "No notes. What you learned from this run belongs here." : "No notes."}
          </p>
        ) : (
          <div className="notes-text">
            <Markdown text={run.notes} />
          </div>
        )
      ) : (
        <div className="notes-edit">
          <textarea
            aria-label="Notes"
            autoFocus
            value={draft}
            maxLength={65_536}
            rows={Math.min(20, Math.max(5, draft.split("\n").length + 1))}
            onChange={(event) => setDraft(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === "Escape") close();
              if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void save();
            }}
          />
          <p>
            <span className="dim">Markdown. Ctrl Enter saves, Esc does not.</span>
            <span className="grow" />
            <button type="button" className="btn small" onClick={close}>
              Cancel
            </button>
            <ServerButton className="btn primary small" onClick={() => void save()}>
              Save
            </ServerButton>
          </p>
        </div>
      )}
    </article>
  );
}
