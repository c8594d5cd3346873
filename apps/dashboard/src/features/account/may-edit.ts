import { createContext, useContext } from "react";

/** False for who is signed in as a viewer, and may only look. The server refuses them anyhow. */
export const MayEditContext = createContext(true);

/** Whether controls that change something are shown. */
export function useMayEdit(): boolean {
  return useContext(MayEditContext);
}
