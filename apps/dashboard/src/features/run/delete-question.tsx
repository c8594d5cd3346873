import type { RunRow } from "@stepwell/protocol";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { formatName } from "../../lib/format-name.ts";
import { formatPlural } from "../../lib/format-plural.ts";
import { queryKeys } from "../../lib/query-keys.ts";
import { ConfirmDialog } from "../shell/confirm-dialog.tsx";
import { useSession } from "../shell/session-context.ts";
import { lossOfRuns, namesOfRuns } from "./delete-words.ts";

export interface DeleteQuestionProps {
  readonly runs: readonly Pick<RunRow, "project" | "id" | "name">[];
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** More runs than these are not asked for their files. */
const mostCounted = 20;

/** Asks before runs are deleted: which ones, and what is lost with them. */
export function DeleteQuestion({ runs, onConfirm, onClose }: DeleteQuestionProps): ReactNode {
  const { client } = useSession();
  const files = useQuery({
    queryKey: queryKeys.filesOf(runs.slice(0, mostCounted + 1).map(({ project, id }) => `${project}/${id}`)),
    queryFn: async ({ signal }) =>
      (await Promise.all(runs.map(({ project, id }) => client.files(project, id, signal)))).flat(),
    enabled: runs.length <= mostCounted,
    staleTime: 0,
  });
  const [only] = runs;
  return (
    <ConfirmDialog
      title={
        runs.length === 1 && only !== undefined
          ? `Delete "${formatName(only.name, 40)}"?`
          : `Delete ${formatPlural(runs.length, "run")}?`
      }
      action="Delete"
      onConfirm={onConfirm}
      onClose={onClose}
    >
      {runs.length > 1 ? <p className="strong">{namesOfRuns(runs.map(({ name }) => name))}</p> : null}
      <p>{lossOfRuns(runs.length, files.data)} For 10 s it can be undone.</p>
    </ConfirmDialog>
  );
}
