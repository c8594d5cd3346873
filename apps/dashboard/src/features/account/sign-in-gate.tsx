import type { ReactNode } from "react";
import { createLazyPart } from "../shell/lazy-part.tsx";
import { MayEditContext } from "./may-edit.ts";
import { useAccount } from "./use-account.ts";

/** Shows the page to who may see it: to everybody at an open server, else to who is signed in. */
export function SignInGate({ children }: { readonly children: ReactNode }): ReactNode {
  const { data, isPending } = useAccount();
  if (isPending) return null;
  // A server that does not answer has pages that say so.
  if (data?.auth === "keys" && data.user === null) return <lazyLogin.Part />;
  return <MayEditContext value={data?.user?.role !== "viewer"}>{children}</MayEditContext>;
}

const lazyLogin = createLazyPart<object>(async () => (await import("./login-page.tsx")).LoginPage);
