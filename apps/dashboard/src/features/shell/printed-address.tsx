import { Navigate, useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";

/** Leads from an address that W&B's clients print, `/team/project/runs/run`, to the page of the same. */
export function PrintedAddress(): ReactNode {
  const { project = "", run } = useParams({ strict: false });
  return run === undefined ? (
    <Navigate to="/p/$project" params={{ project }} replace />
  ) : (
    <Navigate to="/p/$project/r/$run" params={{ project, run }} replace />
  );
}
