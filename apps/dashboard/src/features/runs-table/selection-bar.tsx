import { useQuery } from "@tanstack/react-query";
import { useId, useState, type ReactNode } from "react";
import { formatPlural } from "../../lib/format-plural.ts";
import { groupDigits } from "../../lib/group-digits.ts";
import { queryKeys } from "../../lib/query-keys.ts";
import { Dialog } from "../shell/dialog.tsx";
import { Icon } from "../shell/icon.tsx";
import { Popover } from "../shell/popover.tsx";
import { useSession } from "../shell/session-context.ts";

export interface SelectionBarProps {
  readonly count: number;
  /** Runs that the filter lets through. */
  readonly total: number;
  readonly onCompare: () => void;
  readonly onShowOnly: () => void;
  readonly onTag: (tags: readonly string[]) => void;
  readonly onMove: (project: string) => void;
  readonly onArchive: () => void;
  readonly onDelete: () => void;
  readonly onSelectAll: () => void;
  readonly onClear: () => void;
}

const mostCompared = 20;

/** What can be done with the chosen runs, at the bottom. */
export function SelectionBar(props: SelectionBarProps): ReactNode {
  const { count, total, onCompare, onShowOnly, onArchive, onDelete, onSelectAll, onClear } = props;
  const [isAsking, setAsking] = useState(false);
  if (count === 0) return null;
  const canCompare = count >= 2 && count <= mostCompared;
  return (
    <div className="selection-bar" role="toolbar" aria-label="Selected runs">
      <b role="status">{groupDigits(count)} selected</b>
      {count < total ? (
        <button type="button" className="btn ghost" onClick={onSelectAll}>
          Select all {groupDigits(total)}
        </button>
      ) : null}
      <button
        type="button"
        className="btn primary"
        disabled={!canCompare}
        title={canCompare ? "" : `2 to ${mostCompared} runs can be compared.`}
        onClick={onCompare}
      >
        Compare
      </button>
      <button type="button" className="btn" onClick={onShowOnly}>
        Show only
      </button>
      <AskText
        button="Tag"
        label="Tags, with commas between them"
        action={`Tag ${formatPlural(count, "run")}`}
        onDone={(text) => {
          const tags = text.split(",").flatMap((tag) => (tag.trim() === "" ? [] : [tag.trim()]));
          if (tags.length > 0) props.onTag(tags);
        }}
      />
      <MoveTo count={count} onMove={props.onMove} />
      <button type="button" className="btn" onClick={onArchive}>
        Archive
      </button>
      <button type="button" className="btn danger" onClick={() => setAsking(true)}>
        Delete
      </button>
      <button
        type="button"
        className="btn ghost icon"
        aria-label="Select none"
        title="Select none"
        onClick={onClear}
      >
        <Icon name="x" />
      </button>
      {isAsking ? (
        <Dialog
          title={`Delete ${formatPlural(count, "run")}?`}
          onClose={() => setAsking(false)}
          actions={
            <>
              <button type="button" className="btn" autoFocus onClick={() => setAsking(false)}>
                Cancel
              </button>
              <button
                type="button"
                className="btn danger"
                onClick={() => {
                  setAsking(false);
                  onDelete();
                }}
              >
                Delete {formatPlural(count, "run")}
              </button>
            </>
          }
        >
          <p>
            What they logged goes with them: metrics, media, files and console. For 10 s it can be undone.
          </p>
        </Dialog>
      ) : null}
    </div>
  );
}

function MoveTo({
  count,
  onMove,
}: {
  readonly count: number;
  readonly onMove: (project: string) => void;
}): ReactNode {
  const { client } = useSession();
  const { data } = useQuery({
    queryKey: queryKeys.projects(),
    queryFn: ({ signal }) => client.projects(signal),
  });
  return (
    <AskText
      button="Move"
      label="Project; a new name makes a new one"
      action={`Move ${formatPlural(count, "run")}`}
      hints={data?.map(({ name }) => name) ?? []}
      onDone={(name) => {
        if (name.trim() !== "") onMove(name.trim());
      }}
    />
  );
}

function AskText({
  button,
  label,
  action,
  hints = [],
  onDone,
}: {
  readonly button: string;
  readonly label: string;
  readonly action: string;
  readonly hints?: readonly string[];
  readonly onDone: (text: string) => void;
}): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const [text, setText] = useState("");
  const list = useId();
  return (
    <Popover
      label={action}
      side="top"
      isOpen={isOpen}
      onOpenChange={setOpen}
      trigger={
        <button type="button" className="btn">
          {button}
        </button>
      }
    >
      <form
        className="ask-text"
        onSubmit={(event) => {
          event.preventDefault();
          setOpen(false);
          setText("");
          onDone(text);
        }}
      >
        <label>
          {label}
          <input value={text} autoFocus list={list} onChange={(event) => setText(event.target.value)} />
        </label>
        <datalist id={list}>
          {hints.map((hint) => (
            <option key={hint} value={hint} />
          ))}
        </datalist>
        <button type="submit" className="btn primary">
          {action}
        </button>
      </form>
    </Popover>
  );
}
