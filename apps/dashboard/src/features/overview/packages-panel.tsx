import type { RunDetail } from "@stepwell/protocol";
import { useQuery } from "@tanstack/react-query";
import { useMemo, type ReactNode } from "react";
import { packageFiles, readPackages } from "../compare/packages.ts";
import { useFileText } from "../files/use-file-text.ts";
import { useFilesQuery } from "../files/use-files.ts";
import { formatSetting } from "../../lib/format-json.ts";
import { LeavesPanel } from "./leaves-panel.tsx";

const mostBytes = 3_000_000;

/** The packages that the run saved a list of. Nothing when it saved none. */
export function PackagesPanel({ detail }: { readonly detail: RunDetail }): ReactNode {
  const { project, id } = detail.run;
  const files = useQuery(useFilesQuery(project, id));
  const path = packageFiles.find((name) => files.data?.some((file) => file.path === name));
  const text = useFileText(project, id, path, mostBytes);
  const { data } = text;
  const packages = useMemo(
    () => (data === undefined || path === undefined ? undefined : readPackages(path, data.text)),
    [data, path],
  );
  if (packages === undefined || Object.keys(packages).length === 0) return null;
  return <LeavesPanel title="Packages" object={packages} format={formatSetting} empty="" firstRows={10} />;
}
