import type { StepPolicy } from "@stepwell/runlog";
import type { World } from "../world.ts";
import type { ResumeMode } from "./resume-policy.ts";

/** Whether a run is delivered: to a server while it goes on, later if ever, or not even written. */
export type Mode = "offline" | "online" | "disabled";

/** What may be asked for: `shared` is a run that several processes write, online or offline like any other. */
export type ModeOption = Mode | "shared";

/** What `init` does when a run is active already: hand it back, finish it first, or run beside it. */
export type Reinit = "return_previous" | "finish_previous" | "create_new";

/**
 * Every field is optional. What is not given here comes from `STEPWELL_*`, then `WANDB_*`, then settings files, then the
 * default.
 */
export interface InitOptions {
  /** At most 128 characters, none of `/ \ # ? % :`. Default: the repository's name, else `uncategorized`. */
  readonly project?: string;
  /** The team or user at a server. Default: the server's. */
  readonly entity?: string;
  /** Unique within the project; none of `: ; , # ? / '`. Default: 8 random characters. */
  readonly id?: string;
  /** The name to show. Default: the id. */
  readonly name?: string;
  readonly notes?: string;
  /** Each 1 to 64 characters; text alone is one tag. */
  readonly tags?: string | readonly string[];
  /** Hyperparameters and the like, or the path of a YAML or JSON file that holds them. */
  readonly config?: object | string;
  readonly group?: string;
  readonly jobType?: string;
  /** The folder that gets `wandb/`. Default: the working folder. */
  readonly dir?: string;
  /**
   * Default `online` when a server is named, else `offline`. `disabled` does nothing and writes nothing; `shared` is
   * one of several processes that write the same run.
   */
  readonly mode?: ModeOption;
  /** In a shared run: who wrote a line of the console. Default: the host's name and 8 random characters. */
  readonly label?: string;
  /** In a shared run: this process writes its config, summary and end. Exactly one should. Default true. */
  readonly primary?: boolean;
  /**
   * What to do when the run exists: go on if it does (`allow`), only if it does (`must`), only if it does not (`never`),
   * or go on with the last run of this folder that did not finish (`auto`, `true`). Default: begin anew.
   */
  readonly resume?: ResumeMode | boolean;
  /** Goes on with a run after one of its steps and drops its later ones, as `abc123?_step=200`. */
  readonly resumeFrom?: string;
  /** Starts a run that has the rows of another one up to a step, as `abc123?_step=200`. */
  readonly forkFrom?: string;
  /** Milliseconds that `init` may wait for a server where it must ask one. Default 90,000. */
  readonly initTimeout?: number;
  /** Milliseconds that delivery may take when the run finishes. Default 30,000. */
  readonly finishTimeout?: number;
  /** The program's source and the uncommitted changes go into the run. Default false. */
  readonly saveCode?: boolean;
  /** The folder whose source files are kept as an artifact at `init`. Default: none. */
  readonly codeDir?: string;
  /** Config values that are set already may change. Default false. */
  readonly allowValChange?: boolean;
  /** A table with more rows than are kept (200,000) is refused, and not cut and counted. Default false. */
  readonly tableRaiseOnMaxRowLimitExceeded?: boolean;
  /** Files of the run that are not delivered, as `*.tmp`. */
  readonly ignoreGlobs?: readonly string[];
  /** A call with a step below the current one: dropped and counted (`monotonic`, default), thrown, or kept. */
  readonly steps?: StepPolicy;
  /** Default `return_previous`; `true` is `finish_previous`. */
  readonly reinit?: Reinit | boolean;
  /** What the process prints to stdout and stderr becomes the run's console. Default `auto`: it does. */
  readonly console?: "auto" | "off";
  /** System metrics, every 15 seconds unless told otherwise (at least 0.1). `false`: none. */
  readonly stats?: false | { readonly intervalSeconds?: number };
  /** Commit and remote of the repository around the working folder. Default true. */
  readonly git?: boolean;
  /** The names and versions of installed packages, as the file `requirements.txt`. Default true. */
  readonly dependencies?: boolean;
  /** What the machine is made of: processors, memory, disks, GPUs. Default true. */
  readonly machine?: boolean;
  /** The program's arguments, without secrets. Default true. */
  readonly args?: boolean;
  /** No start and end block. */
  readonly silent?: boolean;
  /** The server to deliver to, as `http://localhost:8080`. */
  readonly baseUrl?: string;
  readonly apiKey?: string;
  /** Clock, randomness, files, network: for tests and simulations. Default: the real ones. */
  readonly world?: World;
}

/** The names `init` knows; anything else is a typing mistake. */
export const INIT_OPTION_NAMES: readonly string[] = Object.keys({
  project: 0,
  entity: 0,
  id: 0,
  name: 0,
  notes: 0,
  tags: 0,
  config: 0,
  group: 0,
  jobType: 0,
  dir: 0,
  mode: 0,
  label: 0,
  primary: 0,
  resume: 0,
  resumeFrom: 0,
  forkFrom: 0,
  initTimeout: 0,
  finishTimeout: 0,
  saveCode: 0,
  codeDir: 0,
  allowValChange: 0,
  tableRaiseOnMaxRowLimitExceeded: 0,
  ignoreGlobs: 0,
  steps: 0,
  reinit: 0,
  console: 0,
  stats: 0,
  git: 0,
  dependencies: 0,
  machine: 0,
  args: 0,
  silent: 0,
  baseUrl: 0,
  apiKey: 0,
  world: 0,
} satisfies Record<keyof InitOptions, 0>);
