import "uplot/dist/uPlot.min.css";
import "./tokens.css";
import "./styles/base.css";
import "./styles/controls.css";
import "./styles/shell.css";
import "./styles/charts.css";
import "./styles/runs.css";
import "./styles/run.css";
import { createClient } from "@stepwell/client";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { createSession } from "./features/live/session.ts";
import { SessionContext } from "./features/shell/session-context.ts";
import { startTheme } from "./features/shell/theme.ts";
import { router } from "./router.tsx";

startTheme();
const queries = new QueryClient({
  // Live events keep replies fresh; asking again on every visit would only make the page flicker.
  defaultOptions: {
    queries: { staleTime: 60_000, gcTime: 10 * 60_000, refetchOnWindowFocus: false, retry: 1 },
  },
});
const session = createSession(createClient({ baseUrl: "" }), queries);
addEventListener("online", () => session.retry());
addEventListener("pagehide", (event) => {
  if (!event.persisted) session.close();
});

createRoot(document.getElementById("root") as HTMLElement).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <SessionContext value={session}>
        <RouterProvider router={router} />
      </SessionContext>
    </QueryClientProvider>
  </StrictMode>,
);
