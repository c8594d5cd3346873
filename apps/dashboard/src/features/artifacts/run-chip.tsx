import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { formatName } from "../../lib/format-name.ts";
import { slotColor } from "../../lib/palette.ts";
import { useRunQuery } from "../run/use-run.ts";

/** A run by its colour and name. */
export function RunChip({ project, run }: { readonly project: string; readonly run: string }): ReactNode {
  const { data } = useQuery({ ...useRunQuery(project, run), staleTime: 60_000 });
  const name = data?.run.name ?? run;
  return (
    <Link to="/p/$project/r/$run" params={{ project, run }} className="run-chip" title={name}>
      <span className="sw" style={{ "--c": slotColor(data?.run.color ?? 0) }} />
      <span className="ell">{formatName(name, 32)}</span>
    </Link>
  );
}
