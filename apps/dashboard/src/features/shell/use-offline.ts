import { useValue } from "../../lib/use-value.ts";
import { useSession } from "./session-context.ts";

/** Why what needs the server can't be done now; undefined while it can. */
export function useOffline(): string | undefined {
  const { status } = useSession();
  return useValue(status).kind === "offline"
    ? "The server is not answering. This works again when it is back."
    : undefined;
}
