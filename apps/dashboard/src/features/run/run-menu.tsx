import type { RunDetail } from "@stepwell/protocol";
import { useState, type ReactNode } from "react";
import { useMayEdit } from "../account/may-edit.ts";
import { Icon } from "../shell/icon.tsx";
import { MenuItem, MenuSeparator, ServerMenuItem } from "../shell/menu-items.tsx";
import { Menu } from "../shell/menu.tsx";
import { useSession } from "../shell/session-context.ts";
import { showToast } from "../shell/toast.ts";
import { copyText } from "./copy-text.ts";
import { DeleteQuestion } from "./delete-question.tsx";
import { deleteSoon } from "./leaving-runs.ts";
import { MoveRun } from "./move-run.tsx";
import { resumeCommand } from "./resume-command.ts";
import { useRunEdit } from "./use-run-edit.ts";

/** What else can be done with a run. */
export function RunMenu({
  detail,
  onRename,
}: {
  readonly detail: RunDetail;
  readonly onRename: () => void;
}): ReactNode {
  const { run, environment } = detail;
  const { client } = useSession();
  const mayEdit = useMayEdit();
  const edit = useRunEdit(run);
  const [asks, setAsks] = useState<"move" | "delete">();
  const archive = async (archived: boolean): Promise<void> => {
    if (!(await edit({ archived }))) return;
    showToast({
      text: archived ? `"${run.name}" is archived.` : `"${run.name}" is back in the lists.`,
      undo: () => void edit({ archived: !archived }),
    });
  };
  return (
    <>
      <Menu
        align="end"
        trigger={
          <button type="button" className="btn icon" aria-label="More" title="More">
            <Icon name="more" />
          </button>
        }
      >
        {mayEdit ? (
          <>
            <ServerMenuItem icon="edit" onSelect={() => setTimeout(onRename)}>
              Rename
            </ServerMenuItem>
            <ServerMenuItem icon="folder" onSelect={() => setAsks("move")}>
              Move to a project
            </ServerMenuItem>
            <ServerMenuItem icon="file" onSelect={() => void archive(!run.archived)}>
              {run.archived ? "Take out of the archive" : "Archive"}
            </ServerMenuItem>
            <MenuSeparator />
          </>
        ) : null}
        <MenuItem
          icon="copy"
          onSelect={() => void copyText(resumeCommand(run, environment), "The command to resume")}
        >
          Copy resume command
        </MenuItem>
        <MenuItem icon="copy" onSelect={() => void copyText(run.id, "The run id")}>
          Copy run id
        </MenuItem>
        <MenuItem icon="copy" onSelect={() => void copyText(location.href, "The link")}>
          Copy link
        </MenuItem>
        {mayEdit ? (
          <>
            <MenuSeparator />
            <ServerMenuItem icon="x" isDanger onSelect={() => setAsks("delete")}>
              Delete
            </ServerMenuItem>
          </>
        ) : null}
      </Menu>
      {asks === "move" ? <MoveRun run={run} onClose={() => setAsks(undefined)} /> : null}
      {asks === "delete" ? (
        <DeleteQuestion
          runs={[run]}
          onConfirm={() => void deleteSoon({ client, run })}
          onClose={() => setAsks(undefined)}
        />
      ) : null}
    </>
  );
}
