import "react";

declare module "react" {
  interface CSSProperties {
    /** The colour of a run. */
    "--c"?: string;
    /** How many runs are compared. */
    "--columns"?: number;
    /** Width that the name of an axis has, CSS pixels. */
    "--axis-room"?: string;
    /** Width of the names before a table's columns. */
    "--lead"?: string;
    /** Height of a graph outside of panels. */
    "--graph-height"?: string;
    /** Depth of a row in a list of groups. */
    "--level"?: number;
    /** Filled part of a slider. */
    "--p"?: string;
    /** Where a value lies between the least and the largest of its column. */
    "--share"?: string;
    /** Width of a picture's tile. */
    "--tile"?: string;
  }
}
