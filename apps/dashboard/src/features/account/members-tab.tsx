import type { Role, SignedInUser } from "@stepwell/client";
import { useQuery } from "@tanstack/react-query";
import { useState, type FormEvent, type ReactNode } from "react";
import { queryKeys } from "../../lib/query-keys.ts";
import { Failure } from "../shell/message.tsx";
import { ServerButton } from "../shell/server-button.tsx";
import { useSession } from "../shell/session-context.ts";
import { MemberTable } from "./member-table.tsx";
import { NewKey } from "./new-key.tsx";
import { RoleSelect } from "./role-select.tsx";
import { useChange } from "./use-change.ts";

/** The users of the team, for its admins. */
export function MembersTab({ user }: { readonly user: SignedInUser }): ReactNode {
  const { client } = useSession();
  const [name, setName] = useState("");
  const [role, setRole] = useState<Role>("member");
  const [fresh, setFresh] = useState<{ readonly owner: string; readonly key: string }>();
  const { change, problem, isBusy } = useChange(queryKeys.users());
  const users = useQuery({ queryKey: queryKeys.users(), queryFn: () => client.accounts.users() });

  async function giveKey(owner: string, label: string): Promise<void> {
    const { key } = await client.accounts.addKey({ user: owner, label });
    setFresh({ owner, key });
  }

  function add(event: FormEvent): void {
    event.preventDefault();
    void change(async () => {
      const added = await client.accounts.addUser({ name: name.trim(), role });
      setName("");
      await giveKey(added.name, "first key");
    });
  }

  return (
    <>
      <h1>Members of {user.team}</h1>
      <form className="row" onSubmit={add}>
        <span className="field">
          <input
            aria-label="Name of the new member"
            placeholder="Name"
            maxLength={64}
            autoComplete="off"
            spellCheck={false}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </span>
        <RoleSelect label="Role of the new member" value={role} onChange={setRole} />
        <ServerButton type="submit" className="btn" disabled={isBusy || name.trim() === ""}>
          Add member
        </ServerButton>
      </form>
      <p className="problem" role="alert">
        {problem}
      </p>
      {users.isError ? <Failure title="Stepwell could not load the members." error={users.error} /> : null}
      {users.data === undefined ? null : (
        <MemberTable
          users={users.data}
          own={user.name}
          isBusy={isBusy}
          onRole={(one, next) => void change(() => client.accounts.setRole(one, next))}
          onKey={(one) => void change(() => giveKey(one, "by an admin"))}
          onRemove={(one) => void change(() => client.accounts.removeUser(one))}
        />
      )}
      {fresh === undefined ? null : (
        <NewKey value={fresh.key} owner={fresh.owner} onClose={() => setFresh(undefined)} />
      )}
    </>
  );
}
