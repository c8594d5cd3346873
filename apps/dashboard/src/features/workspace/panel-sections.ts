import type { KeyView, MetricView } from "@stepwell/protocol";
import { keyParts, keyText } from "../../lib/format-key.ts";
import { fuzzyMatcher } from "../../lib/fuzzy-match.ts";
import { sectionKeys, type Section } from "../../lib/section-keys.ts";
import type { PanelSpec } from "../charts/panel-spec.ts";
import { metricDefinitions } from "./metric-definitions.ts";

/** A key and what its cells are. */
export type PanelKey = Pick<KeyView, "key" | "kind">;

export interface PanelSectionsOptions {
  readonly keys: readonly PanelKey[];
  readonly metrics: readonly MetricView[];
  readonly filter: string;
  /** One panel for keys that differ only in `train` and `val`. */
  readonly pair: boolean;
  /** Panels of pictures and other media too, each of its own. Default: false. */
  readonly media?: boolean;
}

export interface PanelSection {
  readonly name: string;
  readonly panels: readonly PanelSpec[];
}

/** The panels of a page by section: keys that are neither hidden nor internal and match the filter. */
export function panelSections(options: PanelSectionsOptions): PanelSection[] {
  const { keys, metrics, filter, pair, media = false } = options;
  const matches = fuzzyMatcher(filter);
  const definitionOf = metricDefinitions(metrics);
  const shown = keys.filter(
    ({ key, kind }) =>
      (kind === "number" || (media && isMedia(kind))) &&
      !key.startsWith("_") &&
      matches(keyText(key)) &&
      !definitionOf(key)?.hidden,
  );
  const stepMetrics = new Set(metrics.map(({ stepMetric }) => stepMetric).filter((name) => name !== ""));
  const spec = (members: readonly PanelKey[], title: string): PanelSpec => {
    const first = (members[0] as PanelKey).key;
    const stepMetric = definitionOf(first)?.stepMetric;
    return {
      // The first key: it stays when a partner joins the panel later.
      id: keyText(first),
      title,
      keys: members.map(({ key }) => key),
      stream: "history",
      ...(isMedia((members[0] as PanelKey).kind) ? { media: true } : {}),
      stepMetric:
        stepMetric === undefined || stepMetric === "" || stepMetrics.has(first) ? undefined : stepMetric,
    };
  };
  const sections: Section<PanelKey>[] = sectionKeys(shown);
  if (!pair)
    return sections.map(({ name, keys: members }) => ({
      name,
      panels: members.map((item) => spec([item], keyText(item.key))),
    }));
  const groups = new Map<string, PanelKey[]>();
  for (const item of shown) {
    // Only keys over the same x can be compared in one panel.
    const name = `${definitionOf(item.key)?.stepMetric ?? ""}\n${pairName(item.key)}`;
    groups.set(name, [...(groups.get(name) ?? []), item]);
  }
  const panels = [...groups.values()].map((members) => {
    const first = (members[0] as PanelKey).key;
    return spec(members, members.length > 1 ? pairName(first) : keyText(first));
  });
  return [{ name: "", panels }];
}

/** Kinds that are shown as pictures or players. */
function isMedia(kind: KeyView["kind"]): boolean {
  return kind === "image" || kind === "media";
}

/** All keys of several runs, in the order they were first seen. */
export function unionKeys(lists: readonly (readonly KeyView[])[]): KeyView[] {
  const union = new Map<string, KeyView>();
  for (const list of lists) {
    for (const item of list) {
      const known = union.get(item.key);
      union.set(item.key, known === undefined ? item : { ...known, count: known.count + item.count });
    }
  }
  return [...union.values()];
}

const sides = /^(?:train|training|val|valid|validation|test|eval)[/._]/;

/** `loss` of `train/loss`, `val/loss` and `val_loss`; a plain `loss` goes with them. */
function pairName(key: string): string {
  const text = keyText(key);
  const bare = text.replace(sides, "");
  return bare === text && keyParts(key).prefix !== "" ? text : bare;
}
