import { join } from "node:path";
import type { Clock } from "@stepwell/effects";
import { createBackup, reportText, restoreBackup } from "@stepwell/storage-sqlite";
import type { World } from "../world.ts";

/** Copies data folders of this machine. */
export function nodeBackup(clock: Clock): Pick<World, "backUp" | "restore"> {
  const placesOf = (data: string) => ({ file: join(data, "stepwell.sqlite"), blobs: join(data, "blobs") });
  return {
    async backUp(data, folder) {
      const { notes, report, damagedBlobs } = await createBackup({
        ...placesOf(data),
        folder,
        nowMs: clock.now(),
      });
      const files =
        damagedBlobs.length === 0
          ? ""
          : `${damagedBlobs.length} files have other bytes than they were stored with.`;
      const damage = [reportText(report) ?? "", files].filter((text) => text !== "").join(" ");
      return { ...notes, damage: damage === "" ? undefined : damage };
    },
    async restore(folder, data) {
      return { ...(await restoreBackup({ ...placesOf(data), folder })), damage: undefined };
    },
  };
}
