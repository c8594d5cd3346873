import { useMemo, useState, type ReactNode } from "react";
import { keyText } from "../../lib/format-key.ts";
import { formatPlural } from "../../lib/format-plural.ts";
import { useShortcuts } from "../../lib/use-shortcuts.ts";
import { Combobox } from "../shell/combobox.tsx";
import { Icon } from "../shell/icon.tsx";
import { Popover } from "../shell/popover.tsx";

export interface KeyPickerProps {
  readonly keys: readonly { readonly key: string; readonly count: number }[];
  /** Text of the key that is shown; "" for all of them. */
  readonly value: string;
  readonly onPick: (text: string) => void;
}

const all = "all";

/** Chooses one key, or all of them. */
export function KeyPicker({ keys, value, onPick }: KeyPickerProps): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const items = useMemo(
    () => [
      { id: all, text: "All keys", key: "" },
      ...keys.map(({ key, count }) => ({
        id: `key ${key}`,
        text: keyText(key),
        key: keyText(key),
        hint: formatPlural(count, "step"),
      })),
    ],
    [keys],
  );
  useShortcuts(useMemo(() => ({ "/": () => setOpen(true) }), []));
  return (
    <Popover
      label="Key"
      isOpen={isOpen}
      onOpenChange={setOpen}
      trigger={
        <button type="button" className="btn" title="Choose a key (/)">
          <span className="k">Key</span>
          <b className="ell">{value === "" ? "All keys" : value}</b>
          <span className="badge">{value === "" ? keys.length : ""}</span>
          <Icon name="down" />
        </button>
      }
    >
      <Combobox
        label="Find a key"
        items={items}
        empty="No key matches."
        onPick={(item) => {
          onPick(item.key);
          setOpen(false);
        }}
      />
    </Popover>
  );
}
