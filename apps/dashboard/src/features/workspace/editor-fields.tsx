import { useId, type ReactNode } from "react";
import { Icon } from "../shell/icon.tsx";

export interface EditorFieldProps {
  readonly label: string;
  /** What is wrong, as a sentence. */
  readonly problem?: string | undefined;
  readonly note?: string | undefined;
  readonly children: ReactNode;
}

/** A line of an editor: its name at the left, one or two fields at the right. */
export function EditorField({ label, problem, note, children }: EditorFieldProps): ReactNode {
  return (
    <div className="editor-line" role="group" aria-label={label}>
      <span className="k">{label}</span>
      <span className="editor-values">{children}</span>
      <Note problem={problem} note={note} />
    </div>
  );
}

export interface EditorTextProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder?: string;
  readonly problem?: string | undefined;
  readonly note?: string;
  /** Without its line: inside of an `EditorField`. */
  readonly isBare?: boolean;
  /** It has the focus when the editor opens. */
  readonly isFirst?: boolean;
}

/** A text of an editor. */
export function EditorText(props: EditorTextProps): ReactNode {
  const { label, value, onChange, placeholder, problem, note, isBare = false, isFirst = false } = props;
  const id = useId();
  const field = (
    <span className="field" data-bad={problem !== undefined}>
      <input
        id={id}
        type="text"
        value={value}
        placeholder={placeholder}
        aria-label={isBare ? label : undefined}
        aria-invalid={problem !== undefined}
        aria-describedby={problem === undefined && note === undefined ? undefined : `${id}-note`}
        spellCheck={false}
        autoComplete="off"
        autoFocus={isFirst}
        onChange={(event) => onChange(event.target.value)}
      />
    </span>
  );
  if (isBare) return field;
  return (
    <div className="editor-line">
      <label className="k" htmlFor={id}>
        {label}
      </label>
      {field}
      <Note id={`${id}-note`} problem={problem} note={note} />
    </div>
  );
}

export interface EditorSelectProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly options: readonly { readonly value: string; readonly text: string }[];
  /** Without its line: inside of an `EditorField`. */
  readonly isBare?: boolean;
  /** It has the focus when the editor opens. */
  readonly isFirst?: boolean;
}

/** A choice of an editor. */
export function EditorSelect(props: EditorSelectProps): ReactNode {
  const { label, value, onChange, options, isBare = false, isFirst = false } = props;
  const id = useId();
  const field = (
    <span className="btn select">
      <select
        id={id}
        aria-label={isBare ? label : undefined}
        value={value}
        autoFocus={isFirst}
        onChange={(event) => onChange(event.target.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
      <Icon name="down" />
    </span>
  );
  if (isBare) return field;
  return (
    <div className="editor-line">
      <label className="k" htmlFor={id}>
        {label}
      </label>
      {field}
    </div>
  );
}

function Note({
  id,
  problem,
  note,
}: {
  readonly id?: string;
  readonly problem: string | undefined;
  readonly note: string | undefined;
}): ReactNode {
  const text = problem ?? note;
  if (text === undefined) return null;
  return (
    <small id={id} className={problem === undefined ? "dim" : "bad"}>
      {text}
    </small>
  );
}
