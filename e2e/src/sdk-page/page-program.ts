import * as stepwell from "@stepwell/core/browser";
import { train } from "./train.ts";

/** What the tests call in the page. */
export interface PageProgram {
  readonly stepwell: typeof stepwell;
  readonly train: typeof train;
  /** Starts the same training in a web worker. */
  startWorker(): Worker;
}

const program: PageProgram = {
  stepwell,
  train,
  startWorker: () => new Worker(new URL("./worker-program.ts", import.meta.url), { type: "module" }),
};
Object.assign(window, program);
