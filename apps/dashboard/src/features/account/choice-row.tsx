import * as ToggleGroup from "radix-ui/toggle-group";
import { useId, type ReactNode } from "react";

export interface ChoiceRowProps<T extends string> {
  readonly label: string;
  /** One sentence about it. */
  readonly hint: string;
  readonly value: T;
  readonly choices: readonly { readonly value: T; readonly text: string }[];
  readonly onChange: (value: T) => void;
}

/** A setting with a few values, all in sight. */
export function ChoiceRow<T extends string>(props: ChoiceRowProps<T>): ReactNode {
  const { label, hint, value, choices, onChange } = props;
  const id = useId();
  return (
    <div className="choice">
      <div>
        <b id={id}>{label}</b>
        <p className="dim">{hint}</p>
      </div>
      <ToggleGroup.Root
        type="single"
        className="seg"
        aria-labelledby={id}
        value={value}
        // Pressing the one that is on would choose none.
        onValueChange={(next) => next !== "" && onChange(next as T)}
      >
        {choices.map((choice) => (
          <ToggleGroup.Item key={choice.value} value={choice.value}>
            {choice.text}
          </ToggleGroup.Item>
        ))}
      </ToggleGroup.Root>
    </div>
  );
}
