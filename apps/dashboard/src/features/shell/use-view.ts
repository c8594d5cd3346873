import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import type { SearchParams } from "../../lib/search-params.ts";
import { decodeView, encodeView, type ViewState } from "../../lib/view-state.ts";

/** Changes the address. `replace` leaves no entry behind for Back. */
export type SetView = (change: Partial<ViewState>, how?: { readonly replace?: boolean }) => void;

/** What the address says, and how to change it. */
export function useView(): readonly [ViewState, SetView] {
  const params: SearchParams = useSearch({ strict: false });
  const navigate = useNavigate();
  const view = useMemo(() => decodeView(params), [params]);
  const setView = useCallback<SetView>(
    (change, { replace = false } = {}) => {
      void navigate({
        to: ".",
        search: (before) => defined({ ...before, ...encodeView(change) }),
        replace,
        resetScroll: false,
      });
    },
    [navigate],
  );
  return [view, setView];
}

function defined(params: Readonly<Record<string, string | undefined>>): SearchParams {
  return Object.fromEntries(
    Object.entries(params).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
}
