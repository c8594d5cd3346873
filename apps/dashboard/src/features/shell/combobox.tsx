import type { ReactNode } from "react";
import type { ComboboxItem } from "./combobox-item.ts";
import { createLazyPart } from "./lazy-part.tsx";

export interface ComboboxProps<T extends ComboboxItem> {
  /** Names the field, and stands in it while it is empty. */
  readonly label: string;
  readonly items: readonly T[];
  /** Ids of those that are on. Given, several can be: Space toggles after an arrow key, Enter is done. */
  readonly picked?: ReadonlySet<string>;
  readonly onPick: (item: T) => void;
  /** Enter, where several can be picked; else it picks. */
  readonly onDone?: () => void;
  /** What to say when nothing fits. */
  readonly empty: ReactNode;
  /** Told what is typed, for items that come from elsewhere. */
  readonly onQuery?: (query: string) => void;
  /** Between the field and the list. */
  readonly header?: ReactNode;
  /** Under the list. */
  readonly footer?: ReactNode;
}

/** A field with a list under it that what is typed filters, best match first. For a popover or a dialog. */
export function Combobox<T extends ComboboxItem>(props: ComboboxProps<T>): ReactNode {
  // What is picked is one of `items`.
  return <lazyField.Part {...(props as unknown as ComboboxProps<ComboboxItem>)} />;
}

/** For what opens a combobox: an idle page fetches its code. */
export const useComboboxPrefetch = (): void => lazyField.usePrefetch();

const lazyField = createLazyPart<ComboboxProps<ComboboxItem>>(
  async () => (await import("./combobox-field.tsx")).ComboboxField,
);
