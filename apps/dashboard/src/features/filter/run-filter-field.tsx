import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { formatPlural } from "../../lib/format-plural.ts";
import { useShortcuts } from "../../lib/use-shortcuts.ts";
import { Icon } from "../shell/icon.tsx";
import { createLazyPart } from "../shell/lazy-part.tsx";
import "./filter.css";
import { FilterInput } from "./filter-input.tsx";
import { filterQuery } from "./filter-query.ts";
import type { FilterSuggestionsProps } from "./filter-suggestions.tsx";
import { filterTerms, joinTerms } from "./filter-terms.ts";
import { FilterToken } from "./filter-token.tsx";
import { placeInFilter, suggestAt, type FilterSuggestion } from "./suggest-filter.ts";
import { useRunKeys } from "./use-run-filter.ts";
import { useValueHints } from "./use-value-hints.ts";

export interface RunFilterFieldProps {
  readonly project: string;
  /** The filter as text. */
  readonly value: string;
  /** Told only of filters that can be read. `replace`: the same edit goes on. */
  readonly onChange: (value: string, how: { readonly replace: boolean }) => void;
  /** Runs that the filter lets through, where that is known. */
  readonly matches?: number | undefined;
  /** The beginning of a condition to type on; a new object opens the field with it. */
  readonly opened?: { readonly text: string } | undefined;
  readonly className?: string;
}

/** Milliseconds without a key until what is typed counts. */
const typingPause = 200;

/** The filter of runs: finished terms are tokens, Backspace opens the last one again, and F leads here. */
export function RunFilterField(props: RunFilterFieldProps): ReactNode {
  const { project, value, onChange, matches, opened, className = "" } = props;
  const id = useId();
  lazySuggestions.usePrefetch();
  const input = useRef<HTMLInputElement>(null);
  const { keys } = useRunKeys(project);
  // While somebody types, the field knows best: the address follows a moment later, and would take back letters.
  const [own, setOwn] = useState<OwnText>();
  const [active, setActive] = useState(-1);
  const [isOpen, setOpen] = useState(false);
  const begun = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const waiting = useRef<() => void>(undefined);
  const latest = useRef({ value, onChange });
  latest.current = { value, onChange };
  useEffect(() => () => clearTimeout(timer.current), []);
  useShortcuts(useMemo(() => ({ f: () => input.current?.focus() }), []));

  useEffect(() => {
    if (opened === undefined) return;
    // The menu that asked for it gives the focus back first.
    const frame = requestAnimationFrame(() => {
      input.current?.focus();
      const before = filterTerms(latest.current.value) ?? [];
      setOwn({ tokens: before.map(({ text }) => text), draft: opened.text });
      setOpen(true);
    });
    return () => cancelAnimationFrame(frame);
  }, [opened]);

  const parsed = useMemo(() => filterTerms(value), [value]);
  const tokens = own?.tokens ?? (parsed ?? []).map(({ text }) => text);
  const draft = own?.draft ?? (parsed === undefined ? value : "");
  const shownTokens = useMemo(() => tokens.flatMap((text) => filterTerms(text) ?? []), [tokens]);
  const problem = useMemo(() => filterQuery(draft, { keys, now: 0 }).problems[0], [draft, keys]);
  const place = useMemo(() => placeInFilter(draft, keys), [draft, keys]);
  const hints = useValueHints(project, isOpen ? place : { ...place, expects: "key" });
  const suggestions = useMemo(
    () => (isOpen ? suggestAt(place, keys, hints) : []),
    [isOpen, place, keys, hints],
  );

  function edit(next: OwnText): void {
    setOwn(next);
    setActive(-1);
    const text = joinTerms([...next.tokens, next.draft]);
    clearTimeout(timer.current);
    waiting.current = undefined;
    if (filterQuery(text, { keys, now: 0 }).problems.length > 0) return;
    const tell = (): void => {
      waiting.current = undefined;
      if (text === latest.current.value.trim()) return;
      latest.current.onChange(text, { replace: begun.current });
      begun.current = true;
    };
    // Half a word is no filter yet.
    if (next.draft === "" || next.draft === draft) tell();
    else {
      waiting.current = tell;
      timer.current = setTimeout(tell, typingPause);
    }
  }

  function type(text: string): void {
    setOpen(true);
    const done = /^(.*\S)\s+and\s$/is.exec(text)?.[1];
    const isTerm = done !== undefined && filterQuery(done, { keys, now: 0 }).problems.length === 0;
    edit(isTerm ? { tokens: [...tokens, done], draft: "" } : { tokens, draft: text });
  }

  function accept({ insert }: FilterSuggestion): void {
    edit({ tokens, draft: draft.slice(0, place.from) + insert });
    input.current?.focus();
  }

  function finish(): void {
    if (draft.trim() === "" || problem !== undefined) return;
    edit({ tokens: [...tokens, draft.trim()], draft: "" });
    setOpen(false);
  }

  function open(at: number): void {
    edit({ tokens: tokens.toSpliced(at, 1), draft: tokens[at] ?? "" });
    setOpen(true);
    input.current?.focus();
  }

  function take(event: KeyboardEvent<HTMLInputElement>): boolean {
    const chosen = suggestions[active];
    switch (event.key) {
      case "ArrowDown":
      case "ArrowUp": {
        if (!isOpen) setOpen(true);
        const count = suggestions.length + 1;
        const step = event.key === "ArrowDown" ? 1 : -1;
        setActive(((active + 1 + step + count) % count) - 1);
        return true;
      }
      case "Enter":
        if (event.nativeEvent.isComposing) return false;
        if (chosen !== undefined) accept(chosen);
        else finish();
        return true;
      case "Tab": {
        const first = chosen ?? (place.prefix === "" ? undefined : suggestions[0]);
        if (first === undefined || event.shiftKey || first.text === place.prefix) return false;
        accept(first);
        return true;
      }
      case "Backspace":
        if (draft !== "" || tokens.length === 0) return false;
        open(tokens.length - 1);
        return true;
      case "Escape":
        if (isOpen && suggestions.length > 0) setOpen(false);
        else if (draft === "" && tokens.length === 0) input.current?.blur();
        else edit({ tokens: draft === "" ? [] : tokens, draft: "" });
        return true;
      default:
        return false;
    }
  }

  const isUnfinished = problem !== undefined && problem.to >= draft.trimEnd().length;
  return (
    <div className={`run-filter ${className}`} data-bad={problem !== undefined && !isUnfinished}>
      <div
        className="run-filter-field"
        role="search"
        onClick={(event) => focusFrom(event.target, input.current)}
      >
        <Icon name="search" />
        {shownTokens.map((term, at) => (
          <FilterToken
            key={`${at} ${term.text}`}
            term={term}
            keys={keys}
            onOpen={() => open(at)}
            onRemove={() => edit({ tokens: tokens.toSpliced(at, 1), draft })}
          />
        ))}
        <FilterInput
          ref={input}
          listId={id}
          label={tokens.length === 0 ? "Filter runs" : "Add a filter"}
          value={draft}
          problem={problem}
          active={active}
          isOpen={suggestions.length > 0}
          onChange={type}
          onTake={take}
          onFocus={() => {
            begun.current = false;
            setOwn({ tokens, draft });
          }}
          onBlur={() => {
            setOpen(false);
            clearTimeout(timer.current);
            waiting.current?.();
            if (problem === undefined) setOwn(undefined);
          }}
        />
        {matches === undefined || (tokens.length === 0 && draft === "") ? null : (
          <span className="run-filter-count">{formatPlural(matches, "run")}</span>
        )}
        {tokens.length === 0 && draft === "" ? <kbd>F</kbd> : null}
      </div>
      <p className="run-filter-problem" role="status" data-unfinished={isUnfinished}>
        {problem?.message}
      </p>
      {suggestions.length === 0 ? null : (
        <lazySuggestions.Part id={id} items={suggestions} active={active} onPick={accept} />
      )}
    </div>
  );
}

interface OwnText {
  readonly tokens: readonly string[];
  readonly draft: string;
}

function focusFrom(target: EventTarget, input: HTMLInputElement | null): void {
  if (target instanceof Element && target.closest("button") === null) input?.focus();
}

const lazySuggestions = createLazyPart<FilterSuggestionsProps>(
  async () => (await import("./filter-suggestions.tsx")).FilterSuggestions,
);
