import type { Client } from "@stepwell/client";
import { saveFile } from "../../lib/save-file.ts";
import { plainReason } from "../shell/message.tsx";
import { showToast } from "../shell/toast.ts";
import type { RunsQuestion } from "./use-runs-grid.ts";

/** Saves the runs of the table, in its order, as a CSV file with all that is known of them. */
export async function downloadRuns(
  client: Pick<Client, "exportRuns">,
  project: string,
  { filter, sort }: RunsQuestion,
): Promise<void> {
  try {
    const bytes = await client.exportRuns({
      project,
      table: "runs",
      format: "csv",
      ...(filter === undefined ? {} : { filter: filter as never }),
      ...(sort.length === 0 ? {} : { sort }),
    });
    const content = await new Response(bytes, { headers: { "content-type": "text/csv" } }).blob();
    saveFile(content, { title: `${project}-runs`, ending: "csv" });
  } catch (error) {
    showToast({ text: plainReason(error), error: true });
  }
}
