import "./gallery.css";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from "@tanstack/react-router";
import { createRoot } from "react-dom/client";
import type { GalleryEntry } from "./gallery-entry.ts";
import { GalleryPage } from "./gallery-page.tsx";

/** Shows every component in every state in place of the page. `?entry=name` shows one of them alone. */
export async function showGallery(root: HTMLElement): Promise<void> {
  const files = import.meta.glob<{ readonly entries: readonly GalleryEntry[] }>("../*/*.gallery.tsx");
  const loaded = await Promise.all(Object.values(files).map((load) => load()));
  const entries = loaded.flatMap((file) => file.entries).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const wanted = new URLSearchParams(location.search).get("entry");
  const shown = wanted === null ? entries : entries.filter(({ name }) => name === wanted);
  const routeTree = createRootRoute({ component: () => <GalleryPage entries={shown} /> });
  const router = createRouter({ routeTree, history: createMemoryHistory() });
  createRoot(root).render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <RouterProvider router={router as never} />
    </QueryClientProvider>,
  );
}
