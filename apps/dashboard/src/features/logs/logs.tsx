import type { RunView } from "@stepwell/protocol";
import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { lastAtOrBefore } from "../../lib/binary-search.ts";
import { useShortcuts } from "../../lib/use-shortcuts.ts";
import { plainReason } from "../shell/message.tsx";
import { useSession } from "../shell/session-context.ts";
import { useView } from "../shell/use-view.ts";
import { findLine } from "./find-line.ts";
import type { Moment } from "./find-moment.ts";
import { consoleQuery, marker, type LogCondition } from "./log-condition.ts";
import { LogToolbar } from "./log-toolbar.tsx";
import { LogView, type LogViewHandle } from "./log-view.tsx";
import { useLogMatches } from "./use-log-matches.ts";

const everything: LogCondition = { text: "", isPattern: false, stream: "all" };
const none: readonly number[] = [];
/** Longer logs are not looked through for stderr before somebody wants that: it takes the server seconds. */
const longLog = 200_000;

/** A console with its search. */
export function Logs({ run, total }: { readonly run: RunView; readonly total: number }): ReactNode {
  const { project, id, status, startedAt } = run;
  const isLive = status === "running";
  const { client } = useSession();
  const [view, setView] = useView();
  const [condition, setCondition] = useState(everything);
  const [onlyMatches, setOnlyMatches] = useState(false);
  const [wrap, setWrap] = useState(false);
  const [follow, setFollow] = useState(view.line === undefined && view.step === undefined);
  const [hit, setHit] = useState<number>();
  const handle = useRef<LogViewHandle>(null);

  // Typing comes first; the server is asked about what was typed.
  const asked = useDeferredValue(condition);
  const place = { project, run: id, isLive };
  const wantsErrors = total <= longLog || asked.stream === "stderr";
  const errors = useLogMatches({
    ...place,
    query: wantsErrors ? consoleQuery({ ...everything, stream: "stderr" }) : undefined,
  });
  const wanted = useMemo(() => consoleQuery(asked), [asked]);
  const search = useLogMatches({ ...place, query: asked.text.trim() === "" ? undefined : wanted });
  const streamed = useLogMatches({
    ...place,
    query: asked.stream === "all" ? undefined : consoleQuery({ ...everything, stream: asked.stream }),
  });
  const hits = search.matches?.numbers ?? none;
  const isFiltered = onlyMatches && asked.text.trim() !== "";
  const numbers = isFiltered
    ? hits
    : asked.stream === "all"
      ? undefined
      : (streamed.matches?.numbers ?? none);
  const marks = useMemo(() => marker(asked), [asked]);
  const query = useMemo(
    () => (isFiltered ? wanted : consoleQuery({ ...everything, stream: asked.stream })),
    [isFiltered, wanted, asked.stream],
  );

  const show = useCallback((line: number) => {
    setFollow(false);
    handle.current?.show(line);
  }, []);
  const go = useCallback(
    (by: 1 | -1) => {
      if (hits.length === 0) return;
      const at = hit === undefined ? -1 : hits.indexOf(hit);
      const next = hits[
        (at === -1 && by === -1 ? hits.length - 1 : at + by + hits.length) % hits.length
      ] as number;
      setHit(next);
      show(next);
    },
    [hits, hit, show],
  );
  const goTo = useCallback(
    async (moment: Moment): Promise<string | undefined> => {
      try {
        const line = await findLine({ client, project, run: id, moment });
        if (line === undefined) return "The run has logged no such step.";
        setView({ line: line + 1 }, { replace: true });
        show(line);
        return undefined;
      } catch (error) {
        return plainReason(error);
      }
    },
    [client, project, id, setView, show],
  );

  // A step that was chosen elsewhere, or a line in the address, is where the log opens.
  const opened = useRef(false);
  useEffect(() => {
    if (opened.current) return;
    opened.current = true;
    if (view.line !== undefined) show(view.line - 1);
    else if (view.step !== undefined)
      void findLine({ client, project, run: id, moment: { kind: "step", step: view.step } }).then(
        (line) => line !== undefined && show(line),
        () => undefined,
      );
  }, [view, client, project, id, show]);

  // The first match after what is on screen is found as soon as there are any.
  useEffect(() => {
    if (hits.length === 0 || hit !== undefined) return;
    const top = handle.current?.top() ?? 0;
    const next = hits.find((line) => line >= top) ?? (hits[0] as number);
    setHit(next);
    show(next);
  }, [hits, hit, show]);

  useShortcuts(useMemo(() => ({ End: () => setFollow(true), n: () => go(1), N: () => go(-1) }), [go]));
  const onChoose = useCallback(
    (number: number) => setView({ line: number === view.line ? undefined : number }, { replace: true }),
    [setView, view.line],
  );
  return (
    <>
      <LogToolbar
        condition={condition}
        onCondition={(next) => {
          setHit(undefined);
          setCondition(next);
        }}
        found={hits.length}
        at={hit === undefined ? -1 : lastAtOrBefore(hits, hit)}
        isSearching={search.isSearching || condition !== asked}
        isCut={search.matches?.isCut === true}
        problem={search.error === null ? undefined : plainReason(search.error)}
        onlyMatches={onlyMatches}
        onOnlyMatches={setOnlyMatches}
        onNext={go}
        errors={errors.matches?.numbers.length}
        total={total}
        wrap={wrap}
        onWrap={setWrap}
        isLive={isLive}
        follow={follow}
        onFollow={setFollow}
        startedAt={startedAt}
        onGo={goTo}
        downloadUrl={client.consoleUrl(project, id)}
      />
      <LogView
        ref={handle}
        project={project}
        run={id}
        total={total}
        numbers={numbers}
        query={query}
        marker={marks}
        errors={errors.matches?.numbers ?? none}
        hits={hits}
        current={hit}
        chosen={view.line}
        wrap={wrap}
        follow={follow}
        onFollow={setFollow}
        onChoose={onChoose}
      />
    </>
  );
}
