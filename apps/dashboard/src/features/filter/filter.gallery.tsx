import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { queryKeys } from "../../lib/query-keys.ts";
import type { GalleryEntry, GalleryState } from "../gallery/gallery-entry.ts";
import { silentSession } from "../gallery/session-fixture.ts";
import { SessionContext } from "../shell/session-context.ts";
import "./filter.css";
import { FilterSuggestions } from "./filter-suggestions.tsx";
import { createKeyResolver } from "./resolve-key.ts";
import { RunFilterField } from "./run-filter-field.tsx";
import { placeInFilter, suggestAt } from "./suggest-filter.ts";

const keys = [
  { path: "config.optimizer", runs: 24, numbers: 0, texts: 24 },
  { path: "config.lr", runs: 24, numbers: 24, texts: 0 },
  { path: "summary.val/miou", runs: 24, numbers: 24, texts: 0 },
  { path: "summary.val/dice", runs: 24, numbers: 24, texts: 0 },
  { path: `summary.${"a_metric_of_a_very_long_name/".repeat(3)}end`, runs: 24, numbers: 24, texts: 0 },
];
const session = silentSession();
const queries = new QueryClient({
  defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY, gcTime: Number.POSITIVE_INFINITY } },
});
queries.setQueryData(queryKeys.runKeys("gallery"), keys);

function Field({ text, matches }: { readonly text: string; readonly matches?: number }): ReactNode {
  const [value, setValue] = useState(text);
  return (
    <QueryClientProvider client={queries}>
      <SessionContext value={session}>
        <RunFilterField project="gallery" value={value} matches={matches} onChange={setValue} />
      </SessionContext>
    </QueryClientProvider>
  );
}

const field = (name: string, text: string, matches?: number, width = 640): GalleryState => ({
  name,
  width,
  height: 96,
  render: () => <Field text={text} {...(matches === undefined ? {} : { matches })} />,
});

const resolver = createKeyResolver(keys);
const offers = (name: string, text: string, active: number): GalleryState => ({
  name,
  width: 320,
  height: 320,
  render: () => (
    <div style={{ position: "relative" }}>
      <FilterSuggestions
        id={`gallery-${name}`}
        items={suggestAt(placeInFilter(text, resolver), resolver, [
          { text: "adamw", hint: "9 runs" },
          { text: "a value with spaces", hint: "8 runs" },
        ])}
        active={active}
        onPick={() => undefined}
      />
    </div>
  ),
});

/** The field for filters of runs, and what it suggests. */
export const entries: readonly GalleryEntry[] = [
  {
    name: "run-filter-field",
    states: [
      field("empty", ""),
      field("tokens", "state != crashed and val/miou >= 0.5", 23),
      field("short forms", "running tag:v2 opt:adamw", 3),
      field("groups", "(lr < 0.001 or lr > 0.1) and not has val/dice", 1_204),
      field("cannot be read", "val/miou > and lr < 3"),
      field("unknown key", "zzzz = 3"),
      field("narrow", "state != crashed and val/miou >= 0.5 and created > 3 d ago", 3, 232),
      field("long", `"${"a_metric_of_a_very_long_name/".repeat(3)}end" > 0.5 and lr = 1e-9`, 0, 320),
    ],
  },
  {
    name: "filter-suggestions",
    states: [
      offers("keys", "val", 0),
      offers("operators", "lr ", -1),
      offers("values", "optimizer = a", 1),
      offers("times", "created > ", -1),
    ],
  },
];
