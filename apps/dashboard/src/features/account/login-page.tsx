import { ClientError } from "@stepwell/client";
import { useQueryClient } from "@tanstack/react-query";
import { useId, useState, type FormEvent, type ReactNode } from "react";
import { queryKeys } from "../../lib/query-keys.ts";
import { useTitle } from "../../lib/use-title.ts";
import { Logo } from "../shell/icon.tsx";
import { plainReason } from "../shell/message.tsx";
import { useSession } from "../shell/session-context.ts";

/** Asks for a key, and for nothing else. What was asked for is shown once it is valid. */
export function LoginPage(): ReactNode {
  useTitle("Sign in");
  const { client, retry } = useSession();
  const queries = useQueryClient();
  const id = useId();
  const [key, setKey] = useState("");
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);

  async function signIn(event: FormEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    setProblem(undefined);
    try {
      const session = await client.accounts.signIn(key.trim());
      await queries.resetQueries({ predicate: ({ queryKey }) => queryKey[0] !== "account" });
      queries.setQueryData(queryKeys.account(), session);
      retry();
    } catch (error) {
      const isUnknown = ClientError.isInstance(error) && error.status === 401;
      setProblem(isUnknown ? "That key is not known here." : plainReason(error));
      setBusy(false);
    }
  }

  return (
    <main className="login">
      <form onSubmit={(event) => void signIn(event)} aria-label="Sign in">
        <span className="logo">
          <Logo />
          <span>Stepwell</span>
        </span>
        <label htmlFor={id}>Key</label>
        {/* Keepers of passwords file it under a name. */}
        <input type="text" name="username" value="Stepwell key" autoComplete="username" readOnly hidden />
        <span className="field" data-bad={problem !== undefined}>
          <input
            id={id}
            type="password"
            name="password"
            autoComplete="current-password"
            spellCheck={false}
            autoFocus
            value={key}
            aria-invalid={problem !== undefined}
            aria-describedby={`${id}-problem`}
            onChange={(event) => setKey(event.target.value)}
          />
        </span>
        <p id={`${id}-problem`} className="problem" role="alert">
          {problem}
        </p>
        <button type="submit" className="btn primary" disabled={isBusy || key.trim() === ""}>
          Sign in
        </button>
      </form>
    </main>
  );
}
