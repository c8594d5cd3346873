import { useEffect } from "react";

/** Names the browser's tab: `run, project`. */
export function useTitle(...parts: readonly string[]): void {
  const title = [...parts.filter((part) => part !== ""), "Stepwell"].join(" \u00b7 ");
  useEffect(() => {
    document.title = title;
  }, [title]);
}
