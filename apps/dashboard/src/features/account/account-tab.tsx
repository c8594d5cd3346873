import type { SignedInUser } from "@stepwell/client";
import { useState, type ReactNode } from "react";
import { plainReason } from "../shell/message.tsx";
import { useSession } from "../shell/session-context.ts";

const rights = {
  admin: "Reads, logs, edits and deletes, and manages users and keys.",
  member: "Reads, logs, edits and deletes.",
  viewer: "Reads.",
} as const;

/** Who is signed in, and the way out. */
export function AccountTab({ user }: { readonly user: SignedInUser }): ReactNode {
  const { client, close } = useSession();
  const [problem, setProblem] = useState<string>();

  async function signOut(): Promise<void> {
    try {
      await client.accounts.signOut();
      close();
      // Nothing of what was seen stays in memory.
      location.assign("/");
    } catch (error) {
      setProblem(plainReason(error));
    }
  }

  return (
    <>
      <h1>Account</h1>
      <dl className="facts">
        <div>
          <dt>Name</dt>
          <dd>{user.name}</dd>
        </div>
        <div>
          <dt>Team</dt>
          <dd>{user.team}</dd>
        </div>
        <div>
          <dt>Role</dt>
          <dd>
            {user.role}
            <span className="dim"> {rights[user.role]}</span>
          </dd>
        </div>
      </dl>
      <button type="button" className="btn" onClick={() => void signOut()}>
        Sign out
      </button>
      <p className="problem" role="alert">
        {problem}
      </p>
    </>
  );
}
