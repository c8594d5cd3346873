import { useNavigate } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { formatPlural } from "../../lib/format-plural.ts";
import { groupDigits } from "../../lib/group-digits.ts";
import { useMayEdit } from "../account/may-edit.ts";
import { mostCompared, writeCompared } from "../compare/compared-runs.ts";
import { DeleteQuestion } from "../run/delete-question.tsx";
import { Icon } from "../shell/icon.tsx";
import { ServerButton } from "../shell/server-button.tsx";
import { AskText } from "./ask-text.tsx";
import { deleteManySoon, editMany, type EditPorts } from "./edit-runs.ts";
import { tagsOf } from "./grid-cell.tsx";
import { chooseText, mostChosen } from "./read-places.ts";
import type { Selection } from "./selection.ts";
import { encodeView } from "../../lib/view-state.ts";

export interface BulkBarProps {
  readonly project: string;
  readonly ports: EditPorts;
  /** Runs that the filter lets through. */
  readonly total: number;
  readonly selection: Selection;
  readonly onSelection: (selection: Selection) => void;
  /** Chooses every run that the filter lets through. */
  readonly onAll: () => void;
}

/** What can be done with the runs that are chosen. */
export function BulkBar(props: BulkBarProps): ReactNode {
  const { project, ports, total, selection, onSelection, onAll } = props;
  const navigate = useNavigate();
  const mayEdit = useMayEdit();
  const [asks, setAsks] = useState<"tag" | "move" | "delete">();
  const runs = [...selection.values()];
  const clear = (): void => onSelection(new Map());
  const close = (): void => setAsks(undefined);
  const count = formatPlural(runs.length, "run");
  const canCompare = runs.length >= 2 && runs.length <= mostCompared;

  const showOnly = (): void => {
    const shown = new Map([["*", false], ...runs.map(({ id }) => [id, true] as const)]);
    const search = { ...(encodeView({ runs: shown }) as Record<string, string>) };
    void navigate({ to: "/p/$project", params: { project }, search });
  };

  return (
    <div className="bulk-bar" role="toolbar" aria-label="Selected runs">
      <b role="status">{groupDigits(runs.length)} selected</b>
      {Math.min(total, mostChosen) > runs.length ? (
        <button type="button" className="btn ghost" title={chooseText(total)} onClick={onAll}>
          Select {total > mostChosen ? "the first " : "all "}
          {groupDigits(Math.min(total, mostChosen))}
        </button>
      ) : null}
      <button
        type="button"
        className="btn primary"
        disabled={!canCompare}
        title={canCompare ? "Side by side" : `Compare takes 2 to ${mostCompared} runs`}
        onClick={() =>
          void navigate({
            to: "/p/$project/compare",
            params: { project },
            search: { runs: writeCompared(runs.map(({ id }) => id)) ?? "" },
          })
        }
      >
        Compare
      </button>
      <button
        type="button"
        className="btn"
        disabled={runs.length > 1_000}
        title="Only these in the workspace"
        onClick={showOnly}
      >
        Show only
      </button>
      {mayEdit ? (
        <>
          <ServerButton className="btn" onClick={() => setAsks("tag")}>
            Tag
          </ServerButton>
          <ServerButton className="btn" onClick={() => setAsks("move")}>
            Move
          </ServerButton>
          <ServerButton
            className="btn"
            onClick={() => {
              clear();
              void editMany(ports, runs, {
                edit: { archived: true },
                back: { archived: false },
                did: "archived",
              });
            }}
          >
            Archive
          </ServerButton>
          <ServerButton className="btn danger-text" onClick={() => setAsks("delete")}>
            Delete
          </ServerButton>
        </>
      ) : null}
      <button type="button" className="btn ghost icon" aria-label="Clear selection" onClick={clear}>
        <Icon name="x" />
      </button>
      {asks === "tag" ? (
        <AskText
          title={`Tag ${count}`}
          label="Tags, separated by commas"
          action="Tag"
          onClose={close}
          onDone={(text) => {
            const addTags = tagsOf(text);
            // Runs that had a tag before keep it when this is taken back.
            const fresh = addTags.filter((tag) => runs.every(({ tags }) => !tags.includes(tag)));
            const back = fresh.length === 0 ? undefined : { removeTags: fresh };
            void editMany(ports, runs, { edit: { addTags }, back, did: "tagged" });
          }}
        />
      ) : null}
      {asks === "move" ? (
        <AskText
          title={`Move ${count}`}
          label="Project"
          action="Move"
          onClose={close}
          onDone={(to) => {
            clear();
            const back = { project };
            void editMany(ports, runs, { edit: { project: to }, back, did: `moved to ${to}` });
          }}
        />
      ) : null}
      {asks === "delete" ? (
        <DeleteQuestion
          runs={runs}
          onClose={close}
          onConfirm={() => {
            clear();
            void deleteManySoon(ports, runs);
          }}
        />
      ) : null}
    </div>
  );
}
