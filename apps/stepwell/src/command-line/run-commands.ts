import type { CommandRow } from "./command-row.ts";
import { JSON_OPTION, USUAL_DATA } from "./common-options.ts";

/** Commands about runs. */
export const RUN_COMMANDS: readonly CommandRow[] = [
  {
    name: "serve",
    summary: "shows the runs below a folder, live; the default",
    arguments: [
      { name: "folder", kind: "folder", help: "where your scripts run; default the working folder" },
    ],
    options: {
      port: {
        value: "<number>",
        kind: "number",
        fallback: "7733, or the next free one",
        help: "where to listen; 0 for any free one",
      },
      host: {
        value: "<name>",
        fallback: "localhost",
        help: "what to listen on; elsewhere than on localhost, as on 0.0.0.0, it asks for keys",
      },
      auth: { help: "asks for keys on localhost too, as behind a proxy" },
      "allow-host": {
        value: "<name,…>",
        isList: true,
        help: "names besides this machine's that it is called by",
      },
      "allow-origin": {
        value: "<origin,…>",
        isList: true,
        help: "sites besides this machine's whose pages may log",
      },
      "trust-proxy": {
        value: "<address,…>",
        isList: true,
        help: 'proxies that say who they speak for; "loopback" for this machine\'s',
      },
      "rate-limit": {
        value: "<number>",
        kind: "number",
        fallback: "1000",
        help: "requests per second of one key",
      },
      data: {
        value: "<folder>",
        kind: "folder",
        fallback: "<folder>/wandb/.stepwell",
        help: "where what was read is kept",
      },
      open: { help: "opens the page in a browser" },
      json: JSON_OPTION,
    },
    notes: ["Ctrl-C or SIGTERM stops it once what was begun is answered; a second Ctrl-C stops it at once."],
    examples: [
      ["stepwell", "shows the runs of the working folder"],
      ["stepwell ~/mnist --open", "of another one, and opens the page"],
      ["stepwell serve /srv/runs --data /srv/stepwell --host 0.0.0.0", "for a team"],
    ],
    json: "a line once it listens: version, url, port, folder, data, access, runs, complete, problems",
  },
  {
    name: "sync",
    summary: "sends runs to a server",
    arguments: [
      {
        name: "folder",
        kind: "folder",
        isList: true,
        help: "run folders, or folders that have some; default the working folder",
      },
    ],
    options: {
      to: {
        value: "<address>",
        kind: "address",
        variable: "STEPWELL_BASE_URL",
        fallback: 'what "init" would use',
        help: "the server",
      },
      again: { help: "sends also what was delivered before" },
      "include-online": { help: "sends also folders that W&B's client has sent itself" },
      json: JSON_OPTION,
    },
    notes: ["What has arrived stays, and what has not is sent by the next sync."],
    examples: [
      ["stepwell sync", "sends what is in this folder and was not delivered"],
      ["stepwell sync wandb/offline-run-… --to http://localhost:7733", "sends one run"],
    ],
    json: "a line for each run: folder, run, status, rows, url, deliveredTo, problems, notes, damage, error",
  },
  {
    name: "import",
    summary: "copies runs in: run folders, TensorBoard's event files",
    arguments: [
      {
        name: "path",
        kind: "folder",
        isList: true,
        isNeeded: true,
        help: "run folders of ours or W&B's, folders of event files, or folders that have some",
      },
    ],
    options: {
      data: { value: "<folder>", kind: "folder", fallback: USUAL_DATA, help: "into this data folder" },
      to: { value: "<address>", kind: "address", help: "into the server there" },
      project: { value: "<name>", fallback: "the name of the folder", help: "of TensorBoard's runs" },
      json: JSON_OPTION,
    },
    notes: ["What was imported before is not stored twice; what has grown since is added."],
    examples: [
      ["stepwell import ./logs", "copies all runs below it"],
      ["stepwell import ./logs --project mnist --to http://localhost:7733", "to a server that runs"],
    ],
    json: "a line for each run: source, kind, status, rows, newRows, files, leftOut, damage, problems, notes",
  },
  {
    name: "export",
    summary: "writes what was logged to a file",
    arguments: [
      {
        name: "project[/run]",
        kind: "text",
        isNeeded: true,
        help: 'a project, as "mnist", or a run, as "mnist/a1b2c3d4"',
      },
    ],
    options: {
      format: {
        value: "<name>",
        kind: "choice",
        choices: ["jsonl", "csv", "parquet", "arrow"],
        fallback: "by the name of --out, or jsonl",
        help: "what is written",
      },
      out: {
        value: "<file>",
        kind: "file",
        fallback: "a name of its own in the working folder",
        help: 'a file or folder, or "-" for the standard output',
      },
      from: {
        value: "<address|folder>",
        kind: "folder",
        fallback: "the working folder",
        help: "a server, or a folder of runs",
      },
      data: {
        value: "<folder>",
        kind: "folder",
        fallback: "<folder>/wandb/.stepwell",
        help: "of that folder of runs",
      },
      keys: { value: "<key,…>", isList: true, help: "only rows with one of these keys" },
      steps: { value: "<from:to>", help: "only these steps; both ends are included, either may be left out" },
      events: { help: "what was measured of the machine" },
      runs: { help: "a row for each run of the project: config and summary" },
      json: JSON_OPTION,
    },
    examples: [
      ["stepwell export mnist/a1b2c3d4 --out loss.csv --keys loss", "a run's loss"],
      ["stepwell export mnist --runs --out -", "config and summary of all runs, to the standard output"],
    ],
    json: "a line at the end: project, run, format, file, bytes, from, seconds; on the standard error with --out -",
  },
];
