import "react";

declare module "react" {
  interface CSSProperties {
    /** The colour of a run. */
    "--c"?: string;
    /** Filled part of a slider. */
    "--p"?: string;
  }
}
