import "uplot/dist/uPlot.min.css";
import "./tokens.css";
import "./styles/base.css";
import "./styles/controls.css";
import "./styles/shell.css";
import "./styles/charts.css";
import "./styles/runs.css";
import "./styles/run.css";
import "./styles/account.css";
import { ClientError, createClient } from "@stepwell/client";
import { QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { SignInGate } from "./features/account/sign-in-gate.tsx";
import { createSession } from "./features/live/session.ts";
import { startEarly } from "./features/shell/start-early.ts";
import { SessionContext } from "./features/shell/session-context.ts";
import { startPreferences } from "./features/shell/preferences.ts";
import { startTheme } from "./features/shell/theme.ts";
import { queryKeys } from "./lib/query-keys.ts";
import { router } from "./router.tsx";

startTheme();
startPreferences();
const root = document.getElementById("root") as HTMLElement;
if (import.meta.env.MODE !== "production" && location.pathname === "/gallery") {
  void import("./features/gallery/show-gallery.tsx").then(({ showGallery }) => showGallery(root));
} else {
  startPage();
}

function startPage(): void {
  const queries: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        const isSignedOut = ClientError.isInstance(error) && error.status === 401;
        if (isSignedOut) queries.setQueryData(queryKeys.account(), { auth: "keys", user: null });
      },
    }),
    // Live events keep replies fresh; asking again on every visit would only make the page flicker.
    defaultOptions: {
      queries: { staleTime: 60_000, gcTime: 10 * 60_000, refetchOnWindowFocus: false, retry: 1 },
    },
  });
  const client = createClient({ baseUrl: "" });
  startEarly({ client, queries, router });
  const session = createSession(client, queries);
  addEventListener("online", () => session.retry());
  addEventListener("pagehide", (event) => {
    if (!event.persisted) session.close();
  });
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <SessionContext value={session}>
          <SignInGate>
            <RouterProvider router={router} />
          </SignInGate>
        </SessionContext>
      </QueryClientProvider>
    </StrictMode>,
  );
}
