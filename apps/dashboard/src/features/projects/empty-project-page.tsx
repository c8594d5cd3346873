import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { queryKeys } from "../../lib/query-keys.ts";
import { Message } from "../shell/message.tsx";
import { useSession } from "../shell/session-context.ts";

export interface EmptyProjectPageProps {
  readonly title: string;
}

const snippet = `import { init } from "@stepwell/core";
const run = await init({ project: "first" });
run.log({ loss: 0.31 });`;

/** What to do while there are no runs. Runs appear by themselves. */
export function EmptyProjectPage({ title }: EmptyProjectPageProps): ReactNode {
  const { client } = useSession();
  const { data } = useQuery({ queryKey: queryKeys.server(), queryFn: ({ signal }) => client.server(signal) });
  const folder = data?.folder;
  return (
    <Message title={title}>
      <p>
        {folder === undefined || folder === null ? (
          "Stepwell waits for runs. "
        ) : (
          <>
            Stepwell watches this folder: <code>{folder}</code>.{" "}
          </>
        )}
        Start a script that calls <code>init()</code>, and its runs appear here by themselves. Or take over
        what you have with <code>stepwell import</code>.
      </p>
      <pre>{snippet}</pre>
    </Message>
  );
}
