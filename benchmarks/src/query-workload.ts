export interface Workload {
  readonly id: string;
  readonly name: string;
  readonly runs: number;
  readonly steps: number;
  readonly buckets: number;
  /** Milliseconds. */
  readonly bars: { readonly warm: number; readonly cold: number };
}

/** What one new process measured, in milliseconds. */
export interface QueryTimes {
  /** The first query after opening. */
  readonly cold: number;
  /** The middle one of the following. */
  readonly warm: number;
}

export const WORKLOADS: readonly Workload[] = [
  {
    id: "many",
    name: "50 runs × 20 k steps → 1,000",
    runs: 50,
    steps: 20_000,
    buckets: 1000,
    bars: { warm: 25, cold: 250 },
  },
  {
    id: "long",
    name: "1 run × 5 M steps → 1,500",
    runs: 1,
    steps: 5_000_000,
    buckets: 1500,
    bars: { warm: 15, cold: 80 },
  },
];
