import type { ReactNode } from "react";
import { createLazyPart } from "../shell/lazy-part.tsx";
import type { EmptyProjectPageProps } from "./empty-project-page.tsx";

/** What to do while there are no runs. Few pages need it, so its code comes then. */
export function EmptyProject(props: EmptyProjectPageProps): ReactNode {
  return <lazyPage.Part {...props} />;
}

const lazyPage = createLazyPart<EmptyProjectPageProps>(
  async () => (await import("./empty-project-page.tsx")).EmptyProjectPage,
);
