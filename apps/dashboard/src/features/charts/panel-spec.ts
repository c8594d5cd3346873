/** One chart: which keys of which stream it shows. */
export interface PanelSpec {
  /** Unique on its page; also the name in the address. */
  readonly id: string;
  readonly title: string;
  readonly keys: readonly string[];
  readonly stream: "history" | "events";
  /** A metric that is x by definition; used while x is the step. */
  readonly stepMetric?: string | undefined;
  readonly area?: boolean;
}

/** A run as charts need it. */
export interface ChartRun {
  readonly project: string;
  readonly id: string;
  readonly name: string;
  readonly color: number;
  readonly dashed: boolean;
  readonly live: boolean;
}
