import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Link,
  Navigate,
} from "@tanstack/react-router";
import { AppFrame } from "./features/shell/app-frame.tsx";
import { Message } from "./features/shell/message.tsx";
import { PageError } from "./features/shell/page-error.tsx";
import { PrintedAddress } from "./features/shell/printed-address.tsx";
import { parseSearch, printSearch, type SearchParams } from "./lib/search-params.ts";

// A page is fetched when it is opened: nobody waits for the code of another one.
const projectsPage = lazyRouteComponent(
  () => import("./features/projects/projects-page.tsx"),
  "ProjectsPage",
);
const settingsPage = lazyRouteComponent(() => import("./features/account/settings-page.tsx"), "SettingsPage");
const workspacePage = lazyRouteComponent(
  () => import("./features/workspace/workspace-page.tsx"),
  "WorkspacePage",
);
const runsPage = lazyRouteComponent(() => import("./features/runs-table/runs-page.tsx"), "RunsPage");
const comparePage = lazyRouteComponent(() => import("./features/compare/compare-page.tsx"), "ComparePage");
const artifactsPage = lazyRouteComponent(
  () => import("./features/artifacts/artifacts-page.tsx"),
  "ArtifactsPage",
);
const runPage = lazyRouteComponent(() => import("./features/run/run-page.tsx"), "RunPage");

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

const projects = createRoute({ getParentRoute: () => root, path: "/", component: projectsPage });
const settings = createRoute({ getParentRoute: () => root, path: "/settings/$tab", component: settingsPage });
const login = createRoute({
  getParentRoute: () => root,
  path: "/login",
  component: () => <Navigate to="/" replace />,
});
const workspace = createRoute({ getParentRoute: () => root, path: "/p/$project", component: workspacePage });
const runs = createRoute({ getParentRoute: () => root, path: "/p/$project/runs", component: runsPage });
const compare = createRoute({
  getParentRoute: () => root,
  path: "/p/$project/compare",
  component: comparePage,
});
const artifacts = createRoute({
  getParentRoute: () => root,
  path: "/p/$project/artifacts",
  component: artifactsPage,
});
const artifactVersion = createRoute({
  getParentRoute: () => root,
  path: "/p/$project/artifacts/$type/$name/$version",
  component: artifactsPage,
});
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
const run = createRoute({ getParentRoute: () => root, path: "/p/$project/r/$run", component: runPage });
const runTab = createRoute({
  getParentRoute: () => root,
  path: "/p/$project/r/$run/$tab",
  component: runPage,
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
    runs,
    compare,
    artifacts,
    artifactVersion,
    run,
    runTab,
  ]),
  parseSearch,
  stringifySearch: printSearch,
  defaultPreload: false,
  defaultErrorComponent: PageError,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
