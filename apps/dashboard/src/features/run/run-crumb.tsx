import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { formatName } from "../../lib/format-name.ts";
import { useRunQuery } from "./use-run.ts";

/** The run's name in the bar. */
export function RunCrumb({ project, run }: { readonly project: string; readonly run: string }): ReactNode {
  const { data } = useQuery(useRunQuery(project, run));
  return <b className="ell">{formatName(data?.run.name ?? run, 36)}</b>;
}
