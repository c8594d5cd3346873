import type { SignedInUser } from "@stepwell/client";
import { useQuery } from "@tanstack/react-query";
import { useState, type FormEvent, type ReactNode } from "react";
import { queryKeys } from "../../lib/query-keys.ts";
import { Failure } from "../shell/message.tsx";
import { ServerButton } from "../shell/server-button.tsx";
import { useSession } from "../shell/session-context.ts";
import { KeyTable } from "./key-table.tsx";
import { NewKey } from "./new-key.tsx";
import { useChange } from "./use-change.ts";

/** One's own keys: made, shown once, revoked. */
export function KeysTab({ user }: { readonly user: SignedInUser }): ReactNode {
  const { client } = useSession();
  const [label, setLabel] = useState("");
  const [fresh, setFresh] = useState<string>();
  const { change, problem, isBusy } = useChange(queryKeys.keys());
  const keys = useQuery({ queryKey: queryKeys.keys(), queryFn: () => client.accounts.keys() });

  function create(event: FormEvent): void {
    event.preventDefault();
    void change(async () => {
      const { key } = await client.accounts.addKey({ label: label.trim() });
      setFresh(key);
      setLabel("");
    });
  }

  return (
    <>
      <h1>Keys</h1>
      <p className="dim">
        Scripts log with a key: <code>stepwell login {location.origin}</code>, or{" "}
        <code>WANDB_BASE_URL={location.origin}</code> and <code>WANDB_API_KEY</code>.
      </p>
      <form className="row" onSubmit={create}>
        <span className="field">
          <input
            aria-label="What the key is for"
            placeholder="What it is for"
            maxLength={100}
            value={label}
            onChange={(event) => setLabel(event.target.value)}
          />
        </span>
        <ServerButton type="submit" className="btn" disabled={isBusy}>
          Create key
        </ServerButton>
      </form>
      <p className="problem" role="alert">
        {problem}
      </p>
      {keys.isError ? <Failure title="Stepwell could not load the keys." error={keys.error} /> : null}
      {keys.data === undefined ? null : (
        <KeyTable
          keys={keys.data}
          isBusy={isBusy}
          onRevoke={(id) => void change(() => client.accounts.removeKey(id))}
        />
      )}
      {fresh === undefined ? null : (
        <NewKey value={fresh} owner={user.name} onClose={() => setFresh(undefined)} />
      )}
    </>
  );
}
