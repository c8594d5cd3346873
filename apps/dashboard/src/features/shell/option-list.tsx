import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, type ReactNode } from "react";
import type { ComboboxItem } from "./combobox-item.ts";
import { Icon } from "./icon.tsx";
import { useRowHeight } from "./use-row-height.ts";

export interface OptionListProps {
  readonly id: string;
  readonly label: string;
  readonly items: readonly ComboboxItem[];
  /** Index of the item that Enter takes. */
  readonly active: number;
  /** Given where several can be picked. */
  readonly picked?: ReadonlySet<string> | undefined;
  readonly onHover: (index: number) => void;
  readonly onPick: (item: ComboboxItem) => void;
}

type Row = { readonly heading: string } | { readonly item: ComboboxItem; readonly index: number };

/** The options under a field, only those in sight drawn, with the headings of their groups. */
export function OptionList(props: OptionListProps): ReactNode {
  const { id, label, items, active, picked, onHover, onPick } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const rows = rowsOf(items);
  const height = useRowHeight();
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 6,
    initialRect: { width: 300, height: 320 },
  });
  const activeRow = rows.findIndex((row) => "item" in row && row.index === active);
  useEffect(() => {
    if (activeRow >= 0) virtual.scrollToIndex(activeRow <= 1 ? 0 : activeRow, { align: "auto" });
  }, [virtual, activeRow]);
  return (
    <div
      className="options"
      ref={scroller}
      id={id}
      role="listbox"
      aria-label={label}
      aria-multiselectable={picked === undefined ? undefined : true}
    >
      <div role="presentation" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start, size }) => {
          const row = rows[index] as Row;
          const style = { transform: `translateY(${start}px)`, height: size };
          if ("heading" in row)
            return (
              <div
                key={`heading ${row.heading}`}
                className="slot menu-label"
                role="presentation"
                style={style}
              >
                {row.heading}
              </div>
            );
          const { item } = row;
          const isPicked = picked?.has(item.id) ?? false;
          return (
            <div
              key={item.id}
              id={`${id}-${row.index}`}
              role="option"
              aria-selected={picked === undefined ? row.index === active : isPicked}
              aria-setsize={items.length}
              aria-posinset={row.index + 1}
              className="slot menu-item"
              data-highlighted={row.index === active ? "" : undefined}
              data-state={isPicked ? "checked" : undefined}
              style={style}
              title={item.title}
              // Only a pointer that moves chooses: the list also moves under one that rests.
              onPointerMove={() => row.index === active || onHover(row.index)}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => onPick(item)}
            >
              {picked === undefined && item.mark === undefined ? null : (
                <span className="menu-mark">{isPicked ? <Icon name="check" /> : item.mark}</span>
              )}
              <span className="grow ell">{item.content ?? item.text}</span>
              {item.hint === undefined ? null : <span className="option-hint">{item.hint}</span>}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function rowsOf(items: readonly ComboboxItem[]): readonly Row[] {
  const rows: Row[] = [];
  let last: string | undefined;
  for (const [index, item] of items.entries()) {
    if (item.group !== undefined && item.group !== last) rows.push({ heading: item.group });
    last = item.group;
    rows.push({ item, index });
  }
  return rows;
}
