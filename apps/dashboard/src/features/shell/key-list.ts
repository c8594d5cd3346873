/** What of a line the palette offers, too. */
interface KeyCommand {
  /** As `useShortcuts` gets it. */
  readonly name: string;
  /** Default: what the line says. */
  readonly text?: string;
  /** What else it may be looked for by. */
  readonly words: string;
}

/** A line of the sheet of keys. */
export interface KeyLine {
  /** The keys as they are printed. */
  readonly keys: string;
  /** What they do, in a few words. */
  readonly does: string;
  /** Names that `useShortcuts` gets: the line is shown while somebody listens to one of them. */
  readonly names?: readonly string[];
  /** Commands of the palette that do the same; they count as names. */
  readonly commands?: readonly KeyCommand[];
  /** For keys of a part that has the focus: shown while the page has such an element. */
  readonly where?: string;
}

/** All keys of the page in the groups of the sheet. What has no names and no `where` works everywhere. */
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
      {
        keys: "?",
        does: "This sheet",
        commands: [{ name: "?", text: "Keyboard shortcuts", words: "keys help sheet" }],
      },
      { keys: "Esc", does: "Close, let go, clear" },
    ],
  },
  {
    group: "Runs",
    lines: [
      { keys: "F", does: "Filter runs", commands: [{ name: "f", words: "query search" }] },
      { keys: "J K", does: "Next and previous run or row", names: ["j"] },
      { keys: "Space", does: "Show or hide the run, check the row", where: ".rr, .grid-row" },
      { keys: "Shift Space", does: "Only this run", where: ".rr, .grid-row" },
      { keys: "Enter", does: "Open the run", where: ".rr, .grid-row" },
      { keys: "P", does: "Pin the run or panel", where: ".rr, .grid-row, article.panel[tabindex]" },
      { keys: "B", does: "Baseline", where: ".rr, .grid-row" },
      { keys: "C", does: "Colour of the run", where: ".rr, .grid-row" },
      {
        keys: "Ctrl J",
        does: "Show or hide the runs list",
        commands: [{ name: "Ctrl+j", words: "sidebar" }],
      },
    ],
  },
  {
    group: "Charts",
    lines: [
      {
        keys: "/",
        does: "Filter",
        commands: [
          { name: "/", text: "Filter what is on the page", words: "metrics panels files layers search" },
        ],
      },
      {
        keys: "X",
        does: "X axis",
        commands: [{ name: "x", text: "Choose the x axis", words: "step time epoch relative" }],
      },
      {
        keys: "S, Shift S",
        does: "Smoothing up and down by 0.05",
        commands: [
          { name: "s", text: "Smooth more", words: "smoothing" },
          { name: "S", text: "Smooth less", words: "smoothing" },
        ],
      },
      {
        keys: "O",
        does: "Clip outliers",
        commands: [{ name: "o", text: "Clip outliers, or show all", words: "scale range" }],
      },
      {
        keys: "Z",
        does: "Reset zoom",
        commands: [{ name: "z", text: "Reset the zoom", words: "all steps" }],
      },
      { keys: "+", does: "Add a panel", commands: [{ name: "+", words: "chart metric" }] },
      {
        keys: "Ctrl Z, Ctrl Shift Z",
        does: "Undo and redo of the layout",
        commands: [
          { name: "Ctrl+z", text: "Undo the change of the layout", words: "panels" },
          { name: "Ctrl+Shift+z", text: "Redo the change of the layout", words: "panels" },
        ],
      },
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
      { keys: "End", does: "Follow the log", commands: [{ name: "End", words: "tail" }] },
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
    lines: [
      { keys: "[ ]", does: "Previous and next step; Shift for 10", names: ["["] },
      { keys: "Ctrl \u2190, Ctrl \u2192", does: "The same", names: ["Ctrl+ArrowLeft"] },
      { keys: "Home, End", does: "First and last step", names: ["Home"] },
    ],
  },
];
