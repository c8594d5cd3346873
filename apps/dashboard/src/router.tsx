import { createRootRoute, createRoute, createRouter, Link, Navigate } from "@tanstack/react-router";
import { SettingsPage } from "./features/account/settings-page.tsx";
import { ProjectsPage } from "./features/projects/projects-page.tsx";
import { RunPage } from "./features/run/run-page.tsx";
import { AppFrame } from "./features/shell/app-frame.tsx";
import { Message } from "./features/shell/message.tsx";
import { PrintedAddress } from "./features/shell/printed-address.tsx";
import { WorkspacePage } from "./features/workspace/workspace-page.tsx";
import { parseSearch, printSearch, type SearchParams } from "./lib/search-params.ts";

const root = createRootRoute({
  component: AppFrame,
  validateSearch: (search: Record<string, unknown>): SearchParams => search as SearchParams,
  notFoundComponent: () => (
    <Message title="There is no page at this address">
      <p>
        <Link to="/">All projects</Link>
      </p>
    </Message>
  ),
});

const projects = createRoute({ getParentRoute: () => root, path: "/", component: ProjectsPage });
const settings = createRoute({ getParentRoute: () => root, path: "/settings/$tab", component: SettingsPage });
const login = createRoute({
  getParentRoute: () => root,
  path: "/login",
  component: () => <Navigate to="/" replace />,
});
const workspace = createRoute({ getParentRoute: () => root, path: "/p/$project", component: WorkspacePage });
const printedRun = createRoute({
  getParentRoute: () => root,
  path: "/$entity/$project/runs/$run",
  component: PrintedAddress,
});
const printedProject = createRoute({
  getParentRoute: () => root,
  path: "/$entity/$project",
  component: PrintedAddress,
});
const run = createRoute({ getParentRoute: () => root, path: "/p/$project/r/$run", component: RunPage });
const runTab = createRoute({
  getParentRoute: () => root,
  path: "/p/$project/r/$run/$tab",
  component: RunPage,
});

/** The routes of the page. Query parameters are plain, sorted text. */
export const router = createRouter({
  routeTree: root.addChildren([
    projects,
    settings,
    login,
    printedRun,
    printedProject,
    workspace,
    run,
    runTab,
  ]),
  parseSearch,
  stringifySearch: printSearch,
  defaultPreload: false,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
