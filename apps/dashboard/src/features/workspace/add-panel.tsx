import { useMemo, useRef, useState, type ReactNode } from "react";
import { keyText } from "../../lib/format-key.ts";
import { formatPlural } from "../../lib/format-plural.ts";
import { rankItems } from "../../lib/rank-items.ts";
import { sectionName } from "../../lib/section-keys.ts";
import { useShortcuts } from "../../lib/use-shortcuts.ts";
import { Combobox } from "../shell/combobox.tsx";
import { Icon } from "../shell/icon.tsx";
import { Popover } from "../shell/popover.tsx";
import { recentKeys, rememberKeys } from "./recent-keys.ts";

export interface AddPanelProps {
  /** Keys of numbers. */
  readonly keys: readonly string[];
  /** Keys of pictures and other media. */
  readonly media?: readonly string[];
  readonly histograms?: readonly string[];
  /** Keys of what was measured of machines. */
  readonly system?: readonly string[];
  /** Adds one panel of all these keys, and one of what was measured; media and histograms get one each. */
  readonly onAdd: (keys: readonly string[]) => void;
}

const none: readonly string[] = [];

/** The button that adds a panel (+), with the picker of its metrics. Space picks several, Enter adds the panel. */
export function AddPanel(props: AddPanelProps): ReactNode {
  const { keys, media = none, histograms = none, system = none, onAdd } = props;
  const [isOpen, setOpen] = useState(false);
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  useShortcuts(useMemo(() => ({ "+": () => setOpen(true) }), []));
  const items = useMemo(
    () => (isOpen ? itemsOf({ line: keys, media, histogram: histograms, system }) : []),
    [isOpen, keys, media, histograms, system],
  );
  const query = useRef("");
  const chosen = [...keys, ...media, ...histograms, ...system].filter((key) => picked.has(key));

  function show(open: boolean): void {
    setOpen(open);
    query.current = "";
    if (!open) setPicked(new Set());
  }
  function add(wanted: readonly string[]): void {
    if (wanted.length > 0) {
      rememberKeys(wanted);
      onAdd(wanted.map(keyText));
    }
    show(false);
  }
  return (
    <Popover
      label="Add a panel"
      isOpen={isOpen}
      onOpenChange={show}
      align="end"
      trigger={
        <button type="button" className="btn add-panel" title="Add a panel (+)" aria-label="Add panel">
          <Icon name="plus" />
          <span>Add panel</span>
        </button>
      }
    >
      <Combobox
        label="Metrics of the panel"
        items={items}
        picked={picked}
        onPick={({ key }) => {
          const next = new Set(picked);
          for (const id of [`recent ${key}`, key]) if (!next.delete(id)) next.add(id);
          setPicked(next);
        }}
        onQuery={(text) => {
          query.current = text;
        }}
        onDone={() => add(chosen.length > 0 ? chosen : bestMatch(items, query.current))}
        empty="No metric matches."
        footer={
          <button
            type="button"
            className="btn primary"
            disabled={picked.size === 0}
            onClick={() => add(chosen)}
          >
            {chosen.length === 0 ? "Add panel" : `Add a panel of ${formatPlural(chosen.length, "metric")}`}
          </button>
        }
      />
    </Popover>
  );
}

interface MetricItem {
  readonly id: string;
  readonly key: string;
  readonly text: string;
  readonly group: string;
  readonly hint: string;
}

/** What Enter means to who typed a name and picked nothing. */
function bestMatch(items: readonly MetricItem[], query: string): string[] {
  const [best] = query.trim() === "" ? [] : rankItems(items, query);
  return best === undefined ? [] : [best.key];
}

function itemsOf(keysByHint: Readonly<Record<string, readonly string[]>>): MetricItem[] {
  const hints = new Map(
    Object.entries(keysByHint).flatMap(([hint, some]) => some.map((key) => [key, hint] as const)),
  );
  const keys = [...hints.keys()];
  const hintOf = (key: string): string => hints.get(key) ?? "";
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(sectionName(key), (counts.get(sectionName(key)) ?? 0) + 1);
  const recent = recentKeys().filter((key) => hints.has(key));
  return [
    ...recent.map((key) => ({
      id: `recent ${key}`,
      key,
      text: keyText(key),
      group: "Recent",
      hint: hintOf(key),
    })),
    ...keys.map((key) => {
      const section = sectionName(key);
      const group = `${section} · ${counts.get(section)}`;
      return { id: key, key, text: keyText(key), group, hint: hintOf(key) };
    }),
  ];
}
