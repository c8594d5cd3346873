/** A line of the sheet of keys. */
export interface KeyLine {
  /** The keys as they are printed. */
  readonly keys: string;
  /** What they do, in a few words. */
  readonly does: string;
  /** Names that `useShortcuts` gets: the line is shown while somebody listens to one of them. */
  readonly names?: readonly string[];
  /** For keys of a part that has the focus: shown while the page has such an element. */
  readonly where?: string;
}

/** All keys of the page in the groups of the sheet. What has neither `names` nor `where` works everywhere. */
export const keyList: readonly { readonly group: string; readonly lines: readonly KeyLine[] }[] = [
  {
    group: "Go",
    lines: [
      { keys: "Ctrl K", does: "Jump to a run, metric, page or command", names: ["Ctrl+k"] },
      { keys: "G then P", does: "Projects", names: ["g p"] },
      { keys: "G then W", does: "Workspace", names: ["g w"] },
      { keys: "G then R", does: "Runs", names: ["g r"] },
      { keys: "G then C", does: "Compare", names: ["g c"] },
      { keys: "1 \u2026 9", does: "Tab of the run page", names: ["1"] },
      { keys: "Alt M", does: "Light or dark", names: ["Alt+m"] },
      { keys: "?", does: "This sheet", names: ["?"] },
      { keys: "Esc", does: "Close, let go, clear" },
    ],
  },
  {
    group: "Runs",
    lines: [
      { keys: "F", does: "Filter runs", names: ["f", "F"] },
      { keys: "J K", does: "Next and previous run or row", names: ["j"] },
      { keys: "Space", does: "Show or hide the run, check the row", where: ".rr, .grid-row" },
      { keys: "Shift Space", does: "Only this run", where: ".rr, .grid-row" },
      { keys: "Enter", does: "Open the run", where: ".rr, .grid-row" },
      { keys: "P", does: "Pin the run or panel", where: ".rr, .grid-row, article.panel[tabindex]" },
      { keys: "B", does: "Baseline", where: ".rr, .grid-row" },
      { keys: "C", does: "Colour of the run", where: ".rr, .grid-row" },
      { keys: "Ctrl J", does: "Show or hide the runs list", names: ["Ctrl+j"] },
    ],
  },
  {
    group: "Charts",
    lines: [
      { keys: "/", does: "Filter", names: ["/"] },
      { keys: "X", does: "X axis", names: ["x"] },
      { keys: "S, Shift S", does: "Smoothing up and down by 0.05", names: ["s"] },
      { keys: "O", does: "Clip outliers", names: ["o"] },
      { keys: "Z", does: "Reset zoom", names: ["z"] },
      { keys: "+", does: "Add a panel", names: ["+"] },
      { keys: "Ctrl Z, Ctrl Shift Z", does: "Undo and redo of the layout", names: ["Ctrl+z"] },
    ],
  },
  {
    group: "The panel in focus",
    lines: [
      { keys: "Enter", does: "Full screen", where: "article.panel[tabindex]" },
      {
        keys: "\u2190 \u2192",
        does: "Cursor by one stored point; Shift for 10",
        where: "article.panel[tabindex]",
      },
      { keys: "\u2191 \u2193", does: "Run above or below at the cursor", where: "article.panel[tabindex]" },
      {
        keys: "Ctrl C",
        does: "Copy the values at the cursor",
        where: "article.panel[tabindex], .full .u-over",
      },
      {
        keys: "U",
        does: "Use the step at the cursor in media, tables and all else; Alt and a click, too",
        where: "article.panel[tabindex]:not([data-kind]), .full",
      },
      { keys: "L", does: "Log y", where: "article.panel[tabindex]" },
      { keys: "T", does: "Its numbers as a table", where: "article.panel[tabindex]" },
      { keys: "E", does: "Edit it", where: ".panel-rows[data-editable=true]" },
      { keys: "M, then arrows", does: "Move it; Enter keeps", where: ".panel-rows[data-editable=true]" },
    ],
  },
  {
    group: "A panel of media or histograms in focus",
    lines: [
      {
        keys: "[ ]",
        does: "Previous and next step of its key; Shift for 10",
        where: "article.panel[data-kind=media]",
      },
      {
        keys: "Ctrl \u2190, Ctrl \u2192",
        does: "The same",
        where: "article.panel[data-kind=media]",
      },
    ],
  },
  {
    group: "Full screen",
    lines: [
      { keys: "\u2190 \u2192", does: "Previous and next panel", where: ".full" },
      {
        keys: "Shift \u2190 \u2192",
        does: "Cursor of a chart by one stored point",
        where: ".full .u-over",
      },
      { keys: "\u2191 \u2193", does: "Run above or below at the cursor", where: ".full .u-over" },
      { keys: "W S", does: "Zoom in and out", where: ".full" },
      { keys: "A D", does: "Pan left and right", where: ".full" },
    ],
  },
  {
    group: "A picture in the whole window",
    lines: [
      { keys: "\u2190 \u2192", does: "Previous and next picture", where: ".viewer" },
      { keys: "[ ]", does: "Previous and next step; Shift for 10", where: ".viewer" },
      { keys: "+ \u2212", does: "Nearer and farther", where: ".viewer" },
      { keys: "0", does: "All of it", where: ".viewer" },
      { keys: "W A S D", does: "Move it", where: ".viewer" },
    ],
  },
  {
    group: "Histograms",
    lines: [
      { keys: "W S", does: "Fewer and more steps", names: ["w"] },
      { keys: "A D", does: "Earlier and later steps", names: ["a"] },
    ],
  },
  {
    group: "Scenes, molecules and layer graphs in focus",
    lines: [
      {
        keys: "\u2190 \u2191 \u2192 \u2193",
        does: "Turn a scene or molecule, move a graph",
        where: ".space-host, .mol-host, .graph-host",
      },
      { keys: "Shift \u2190 \u2191 \u2192 \u2193", does: "Move a scene", where: ".space-host" },
      { keys: "+ \u2212", does: "Nearer and farther", where: ".space-host, .mol-host, .graph-host" },
      { keys: "0", does: "All of it", where: ".space-host, .mol-host, .graph-host" },
      { keys: "Enter", does: "Details of the layer", where: ".graph-host" },
    ],
  },
  {
    group: "Logs",
    lines: [
      { keys: "N, Shift N", does: "Next and previous match", names: ["n"] },
      { keys: "End", does: "Follow the log", names: ["End"] },
    ],
  },
  {
    group: "Logged tables",
    lines: [
      {
        keys: "Shift PageUp, Shift PageDown",
        does: "Previous and next rows; with Home and End the first and last",
        names: ["Shift+PageDown"],
      },
    ],
  },
  {
    group: "Steps",
    lines: [{ keys: "[ ]", does: "Previous and next step; Shift for 10", names: ["["] }],
  },
];
