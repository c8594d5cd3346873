import type { RunView } from "@stepwell/protocol";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useId, useState, type ReactNode } from "react";
import { queryKeys } from "../../lib/query-keys.ts";
import { Dialog } from "../shell/dialog.tsx";
import { useSession } from "../shell/session-context.ts";
import { showToast } from "../shell/toast.ts";
import { useRunEdit } from "./use-run-edit.ts";

/** Asks for the project that a run is moved to; a new name makes a new project. */
export function MoveRun({
  run,
  onClose,
}: {
  readonly run: RunView;
  readonly onClose: () => void;
}): ReactNode {
  const { client } = useSession();
  const edit = useRunEdit(run);
  const navigate = useNavigate();
  const list = useId();
  const [project, setProject] = useState("");
  const projects = useQuery({
    queryKey: queryKeys.projects(),
    queryFn: ({ signal }) => client.projects(signal),
  });
  const name = project.trim();
  const move = async (): Promise<void> => {
    if (name === "" || name === run.project || !(await edit({ project: name }))) return;
    onClose();
    showToast({ text: `"${run.name}" is in project "${name}" now.` });
    void navigate({ to: "/p/$project/r/$run", params: { project: name, run: run.id }, search: true });
  };
  return (
    <Dialog
      title={`Move "${run.name}"`}
      onClose={onClose}
      actions={
        <>
          <button type="button" className="btn" onClick={onClose}>
            Cancel
          </button>
          <button
            type="button"
            className="btn primary"
            disabled={name === "" || name === run.project}
            onClick={() => void move()}
          >
            Move
          </button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void move();
        }}
      >
        <p>It keeps its files, console and artifacts. A name that is new makes a project.</p>
        <label className="field">
          <input
            aria-label="Project"
            placeholder="Project"
            autoFocus
            list={list}
            value={project}
            maxLength={128}
            spellCheck={false}
            onChange={(event) => setProject(event.target.value)}
          />
        </label>
        <datalist id={list}>
          {(projects.data ?? [])
            .filter((other) => other.name !== run.project)
            .map((other) => (
              <option key={other.name} value={other.name} />
            ))}
        </datalist>
      </form>
    </Dialog>
  );
}
