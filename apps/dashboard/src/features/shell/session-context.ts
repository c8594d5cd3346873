import { createContext, useContext } from "react";
import type { Session } from "../live/session.ts";

/** The session of the page, for every component. */
export const SessionContext = createContext<Session | undefined>(undefined);

/** The session; throws outside of the page. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === undefined)
    throw new Error("[dashboard] Failed to find the session: the component is outside of the page.");
  return session;
}
