import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon.tsx";
import { useMenuParts } from "./menu-parts.ts";
import { useOffline } from "./use-offline.ts";

export interface MenuItemProps {
  readonly onSelect: () => void;
  readonly icon?: IconName;
  /** The key that does the same, as text. */
  readonly shortcut?: string;
  readonly isDanger?: boolean;
  readonly isDisabled?: boolean;
  /** What the item is not about, dim at its right. */
  readonly hint?: string;
  readonly children: ReactNode;
}

/** A command of a menu. */
export function MenuItem(props: MenuItemProps): ReactNode {
  const { onSelect, icon, shortcut, isDanger = false, isDisabled = false, hint, children } = props;
  const { Item } = useMenuParts();
  return (
    <Item
      className={isDanger ? "menu-item danger" : "menu-item"}
      disabled={isDisabled}
      onSelect={() => onSelect()}
    >
      <span className="menu-mark">{icon === undefined ? null : <Icon name={icon} />}</span>
      <span className="grow ell">{children}</span>
      {hint === undefined ? null : <span className="dim">{hint}</span>}
      {shortcut === undefined ? null : <kbd>{shortcut}</kbd>}
    </Item>
  );
}

/** A command that needs the server. While it is away the command is disabled, and says why. */
export function ServerMenuItem(props: MenuItemProps): ReactNode {
  const reason = useOffline();
  return <MenuItem {...props} {...(reason === undefined ? {} : { isDisabled: true, hint: "offline" })} />;
}

export interface MenuCheckItemProps {
  readonly isChecked: boolean;
  readonly onChange: (isChecked: boolean) => void;
  readonly shortcut?: string;
  readonly isDisabled?: boolean;
  readonly children: ReactNode;
}

/** An item that is on or off. The menu stays open, so that several can be switched. */
export function MenuCheckItem(props: MenuCheckItemProps): ReactNode {
  const { isChecked, onChange, shortcut, isDisabled = false, children } = props;
  const { CheckboxItem } = useMenuParts();
  return (
    <CheckboxItem
      className="menu-item"
      checked={isChecked}
      disabled={isDisabled}
      onCheckedChange={onChange}
      onSelect={(event) => event.preventDefault()}
    >
      <span className="menu-mark">{isChecked ? <Icon name="check" /> : null}</span>
      <span className="grow ell">{children}</span>
      {shortcut === undefined ? null : <kbd>{shortcut}</kbd>}
    </CheckboxItem>
  );
}

export interface MenuChoiceProps<T extends string> {
  /** Names the choice for screen readers. */
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly text: ReactNode; readonly hint?: string }[];
  readonly onChange: (value: T) => void;
}

/** One of several; choosing closes the menu. */
export function MenuChoice<T extends string>({
  label,
  value,
  options,
  onChange,
}: MenuChoiceProps<T>): ReactNode {
  const { RadioGroup, RadioItem } = useMenuParts();
  return (
    <RadioGroup aria-label={label} value={value} onValueChange={(next) => onChange(next as T)}>
      {options.map((option) => (
        <RadioItem key={option.value} value={option.value} className="menu-item">
          <span className="menu-mark">{option.value === value ? <Icon name="check" /> : null}</span>
          <span className="grow ell">{option.text}</span>
          {option.hint === undefined ? null : <span className="dim">{option.hint}</span>}
        </RadioItem>
      ))}
    </RadioGroup>
  );
}

/** A word over the items that follow. */
export function MenuLabel({ children }: { readonly children: ReactNode }): ReactNode {
  const { Label } = useMenuParts();
  return <Label className="menu-label">{children}</Label>;
}

/** A line between items. */
export function MenuSeparator(): ReactNode {
  const { Separator } = useMenuParts();
  return <Separator className="menu-line" />;
}
