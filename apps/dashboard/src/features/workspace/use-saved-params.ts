import type { JsonObject } from "@stepwell/protocol";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import type { SearchParams } from "../../lib/search-params.ts";
import { viewParams } from "./view-params.ts";

/**
 * Puts what was saved with a view into an address that names the view and says nothing else of it, once. An address that
 * says more was made on screen, and shows what was on screen.
 */
export function useSavedParams(content: JsonObject | undefined): void {
  const params: SearchParams = useSearch({ strict: false });
  const navigate = useNavigate();
  const isDone = useRef(false);
  useEffect(() => {
    if (content === undefined || isDone.current) return;
    isDone.current = true;
    const saved = viewParams(content["params"]);
    const isBare = Object.keys(viewParams(params)).length === 0 && params["lay"] === undefined;
    if (!isBare || Object.keys(saved).length === 0) return;
    void navigate({ to: ".", search: { ...params, ...saved }, replace: true, resetScroll: false });
  }, [content, params, navigate]);
}
