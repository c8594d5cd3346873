import { printJson } from "@stepwell/protocol";
import type { RunView } from "@stepwell/protocol";
import type { FoundRun } from "./judge.ts";
import type { Ledger, Session } from "./ledger.ts";

/** The run is what its programs said of it, and what people changed. */
export function judgeState(ledger: Ledger, found: FoundRun): string[] {
  const sessions = ledger.sessions.filter(({ runId }) => runId === found.runId);
  const view = found.detail?.run;
  const wasRemoved = ledger.bans.some(
    ({ sources, kept }) => kept.size === 0 && sessions.some(({ source }) => sources.has(source ?? "")),
  );
  if (view === undefined || wasRemoved) return [];
  const [only, ...others] = sessions;
  const wasRewound = ledger.bans.some(({ sources }) => sources.has(only?.source ?? ""));
  const isAlone = only !== undefined && others.length === 0 && only.owed === undefined;
  const counted = found.detail?.keys.find(({ key }) => key === "id")?.count ?? 0;
  const numbered = found.rows.filter((row) => row["id"] !== undefined).length;
  return [
    ...(view.rows === found.rows.length
      ? []
      : [`"${found.runId}" counts ${view.rows} rows, and has ${found.rows.length}`]),
    ...(counted === numbered
      ? []
      : [`"${found.runId}" counts ${counted} cells of "id", and has ${numbered}`]),
    ...judgeEdits(ledger, found.runId, view),
    ...(isAlone && !wasRewound && !only.isShared ? judgeSession(only, found, view) : []),
    ...sessions.flatMap((session) => judgeConsole(session, found)),
  ];
}

function judgeEdits(ledger: Ledger, runId: string, view: RunView): string[] {
  const may = ledger.edits.get(runId)?.may ?? new Map<string, readonly unknown[]>();
  return [...may].flatMap(([what, values]) => {
    const shown = view[what as "name" | "tags" | "notes"];
    const texts = values.map((value) => JSON.stringify(value));
    if (values.includes(undefined) || texts.includes(JSON.stringify(shown))) return [];
    return [`"${runId}" has ${JSON.stringify(shown)} as ${what}, and ${texts.join(" or ")} was given`];
  });
}

function judgeSession(session: Session, { runId }: FoundRun, view: RunView): string[] {
  const wrong: string[] = [];
  const { exitCode } = session;
  // A file that is dead can't say more.
  if (session.lacksRoom) return [];
  const expected = exitCode === undefined ? ["crashed", "failed"] : [exitCode === 0 ? "finished" : "failed"];
  // A session that died in its end may have written it.
  if (exitCode === undefined) expected.push("finished");
  if (!expected.includes(view.status))
    wrong.push(`"${runId}" is ${view.status}, and should be ${expected[0]}`);
  if (exitCode === undefined || session.begin !== "new") return wrong;
  const last = session.kept.at(-1);
  if (last !== undefined && view.summary["id"] !== last)
    wrong.push(`"${runId}" has ${printJson(view.summary["id"] ?? null)} as the last row, and ${last} was`);
  for (const [key, value] of Object.entries(session.summary)) {
    if (view.summary[key] !== value) wrong.push(`"${runId}" has not the summary "${key}" that was set`);
  }
  for (const [key, value] of Object.entries(session.config)) {
    if (view.config[key] !== value)
      wrong.push(
        `"${runId}" has ${printJson(view.config[key] ?? null)} as config "${key}", and ${printJson(value)} was set`,
      );
  }
  return wrong;
}

function judgeConsole(session: Session, { console, runId }: FoundRun): string[] {
  if (session.exitCode === undefined || session.owed !== undefined || session.lacksRoom) return [];
  const told = console.filter((line) => line.includes(`${session.name} says `));
  const missing = session.console.filter((line) => !told.some((one) => one.endsWith(line)));
  const wrong = missing.map((line) => `"${runId}" lacks the console line "${line}"`);
  if (missing.length === 0 && told.length > session.console.length)
    wrong.push(
      `"${runId}" has ${told.length} console lines of ${session.name}, and ${session.console.length} were written`,
    );
  return wrong;
}
