import type { CommandRow } from "./command-row.ts";
import { JSON_OPTION, USUAL_DATA } from "./common-options.ts";

/** Commands about what is stored, and about the machine. */
export const DATA_COMMANDS: readonly CommandRow[] = [
  {
    name: "backup",
    summary: "copies the data folder, beside a server that uses it or without one",
    arguments: [{ name: "folder", kind: "folder", isNeeded: true, help: "where the copy goes" }],
    options: {
      data: { value: "<folder>", kind: "folder", fallback: USUAL_DATA, help: "what is copied" },
      json: JSON_OPTION,
    },
    examples: [["stepwell backup /backups/monday --data /srv/stepwell", "copies a team's data"]],
    json: "a line: runs, bytes, blobs, damage, folder, data",
  },
  {
    name: "restore",
    summary: "brings such a copy back into a data folder that has none",
    arguments: [{ name: "folder", kind: "folder", isNeeded: true, help: "where the copy is" }],
    options: {
      data: { value: "<folder>", kind: "folder", fallback: USUAL_DATA, help: "where it goes" },
      json: JSON_OPTION,
    },
    examples: [["stepwell restore /backups/monday --data /srv/stepwell", "brings it back"]],
    json: "a line: runs, bytes, blobs, damage, folder, data",
  },
  {
    name: "doctor",
    summary: "looks for what stands in the way, and says what to do",
    arguments: [
      { name: "folder", kind: "folder", help: "where your scripts run; default the working folder" },
    ],
    options: {
      data: {
        value: "<folder>",
        kind: "folder",
        fallback: "<folder>/wandb/.stepwell",
        help: "the data folder to look at",
      },
      to: {
        value: "<address>",
        kind: "address",
        variable: "STEPWELL_BASE_URL",
        fallback: 'what "init" would use',
        help: "the server to ask",
      },
      json: JSON_OPTION,
    },
    notes: ["It changes nothing. Keys are shown by their first letters only."],
    examples: [["stepwell doctor", "looks at the working folder"]],
    json: "a document: ok, and checks, each with name, status (ok, note, problem), text and remedy",
  },
];
