import { useId, useState, type FormEvent, type ReactElement, type ReactNode } from "react";
import { Popover } from "../shell/popover.tsx";
import { ServerButton } from "../shell/server-button.tsx";

export interface SaveViewProps {
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
  /** Names that would be overwritten. */
  readonly taken: readonly string[];
  readonly onSave: (name: string) => void;
  /** Beside which the field opens. */
  readonly children: ReactElement;
}

const longestName = 128;

/** Asks for the name of a new view. */
export function SaveView({ isOpen, onOpenChange, taken, onSave, children }: SaveViewProps): ReactNode {
  const [name, setName] = useState("");
  const id = useId();
  const trimmed = name.trim();
  const problem = nameProblem(trimmed);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (problem !== undefined) return;
    onSave(trimmed);
    setName("");
  };
  return (
    <Popover
      label="Save as a new view"
      isAnchor
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      align="end"
      trigger={<span className="view-anchor">{children}</span>}
    >
      <form className="save-view" onSubmit={submit}>
        <label htmlFor={id}>Name of the view</label>
        <div className="field">
          <input
            id={id}
            value={name}
            maxLength={longestName}
            autoFocus
            autoComplete="off"
            onChange={(event) => setName(event.target.value)}
          />
        </div>
        <p className="dim">
          {name !== "" && problem !== undefined
            ? problem
            : taken.includes(trimmed)
              ? "A view of this name is there. Saving takes its place."
              : "It keeps the layout, the filters, x and the smoothing."}
        </p>
        <ServerButton type="submit" className="btn primary" disabled={problem !== undefined}>
          Save view
        </ServerButton>
      </form>
    </Popover>
  );
}

function nameProblem(name: string): string | undefined {
  if (name === "") return "Give it a name.";
  return name === "." || name === ".." ? "A name needs a letter or a number." : undefined;
}
