import "react";

declare module "react" {
  interface CSSProperties {
    /** The colour of a run. */
    "--c"?: string;
    /** Depth of a row in a list of groups. */
    "--level"?: number;
    /** Filled part of a slider. */
    "--p"?: string;
  }
}
