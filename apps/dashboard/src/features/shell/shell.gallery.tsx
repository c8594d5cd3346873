import type { ReactNode } from "react";
import type { GalleryEntry } from "../gallery/gallery-entry.ts";
import { Combobox } from "./combobox.tsx";
import type { ComboboxItem } from "./combobox-item.ts";
import { Icon } from "./icon.tsx";
import { Failure, Message } from "./message.tsx";
import { ToastBox } from "./toast-box.tsx";

const nothing = (): void => undefined;

function items(count: number): readonly ComboboxItem[] {
  return Array.from({ length: count }, (_, at) => ({
    id: `${at}`,
    text: `${["train", "val", "system"][at % 3]}/metric_${at}`,
    hint: at % 2 === 0 ? "line" : "histogram",
  }));
}

function box(list: readonly ComboboxItem[], picked?: ReadonlySet<string>): ReactNode {
  return (
    <div className="popover">
      <Combobox
        label="Metric"
        items={list}
        onPick={nothing}
        empty="No metric matches."
        footer="Space toggles, Enter closes."
        {...(picked === undefined ? {} : { picked })}
      />
    </div>
  );
}

const grouped: readonly ComboboxItem[] = [
  {
    id: "r",
    group: "Runs",
    text: "soft-rain-5",
    mark: <span className="sw" style={{ "--c": "var(--run-8)" }} />,
  },
  { id: "m", group: "Metrics", text: "train/loss", mark: <Icon name="log" /> },
  {
    id: "l",
    group: "Metrics",
    text: `${"very/long/".repeat(12)}key`,
    mark: <Icon name="log" />,
    hint: "line",
  },
  { id: "p", group: "Pages", text: "Compare", mark: <Icon name="right" />, hint: <kbd>G C</kbd> },
];

const size = { width: 360, height: 400 };
const toast = { width: 500, height: 64 };

/** Fields with lists, messages and toasts. */
export const entries: readonly GalleryEntry[] = [
  {
    name: "combobox",
    states: [
      { name: "three", ...size, render: () => box(items(3)) },
      { name: "picked", ...size, render: () => box(items(30), new Set(["0", "2", "5"])) },
      { name: "100,000", ...size, render: () => box(items(100_000)) },
      { name: "groups and a long name", ...size, render: () => box(grouped) },
      { name: "nothing", ...size, render: () => box([]) },
    ],
  },
  {
    name: "message",
    states: [
      {
        name: "empty",
        width: 560,
        height: 420,
        render: () => (
          <Message title="No runs yet.">
            <p>Start a script that calls init(), and its runs appear here by themselves.</p>
            <pre>{'const run = await init({ project: "first" });'}</pre>
          </Message>
        ),
      },
      {
        name: "failed",
        width: 560,
        height: 420,
        render: () => (
          <Failure
            title="Stepwell could not load the projects."
            error={
              new Error("[client] Failed to list the projects: the server does not answer. Start it again.")
            }
            onRetry={nothing}
          />
        ),
      },
    ],
  },
  {
    name: "toast",
    states: [
      { name: "said", ...toast, render: () => <ToastBox shown={{ id: 1, text: "The link is copied." }} /> },
      {
        name: "undo",
        ...toast,
        render: () => <ToastBox shown={{ id: 2, text: "3 runs are deleted.", undo: nothing }} />,
      },
      {
        name: "error",
        width: 500,
        height: 96,
        render: () => (
          <ToastBox
            shown={{
              id: 3,
              error: true,
              text: 'Failed to rename run "soft-rain-5": the server does not answer. Try again when it is back.',
            }}
          />
        ),
      },
    ],
  },
];
