import type { RunEdit } from "@stepwell/client";
import type { RunView } from "@stepwell/protocol";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { applyEvent } from "../live/apply-event.ts";
import { plainReason } from "../shell/message.tsx";
import { useSession } from "../shell/session-context.ts";
import { showToast } from "../shell/toast.ts";

/** Changes a run at the server and in what the page has read; says so when it was refused. Resolves with true when it worked. */
export function useRunEdit(run: RunView): (edit: RunEdit) => Promise<boolean> {
  const { client } = useSession();
  const queries = useQueryClient();
  const { project, id } = run;
  return useCallback(
    async (edit) => {
      try {
        applyEvent(queries, { type: "run", run: await client.editRun(project, id, edit) });
        return true;
      } catch (error) {
        showToast({ text: plainReason(error), error: true });
        return false;
      }
    },
    [client, queries, project, id],
  );
}
