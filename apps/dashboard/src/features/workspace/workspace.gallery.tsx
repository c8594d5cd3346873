import type { GalleryEntry } from "../gallery/gallery-entry.ts";
import type { ShownSection } from "./filter-sections.ts";
import { EditorField, EditorSelect, EditorText } from "./editor-fields.tsx";
import { NoPanels, type NoPanelsProps } from "./no-panels.tsx";
import { SectionHead } from "./section-head.tsx";
import "./workspace.css";

const nothing = (): void => undefined;
const section = (name: string, panels: number, rest: Partial<ShownSection> = {}): ShownSection => ({
  name,
  isOpen: true,
  columns: undefined,
  total: panels,
  panels: Array.from({ length: panels }, (_, at) => ({
    spec: { id: `${name}/${at}`, title: `${name}/${at}`, keys: [`${name}/${at}`], stream: "history" },
    width: undefined,
    height: undefined,
  })),
  ...rest,
});
const head = (name: string, shown: ShownSection) => ({
  name,
  width: 480,
  height: 44,
  render: () => <SectionHead section={shown} onToggle={nothing} />,
});
const empty: NoPanelsProps = {
  isLoading: false,
  error: null,
  onRetry: nothing,
  filter: "",
  panels: 0,
  removed: false,
  onClear: nothing,
  onReset: nothing,
};
const none = (name: string, props: Partial<NoPanelsProps>) => ({
  name,
  width: 480,
  height: 380,
  render: () => <NoPanels {...empty} {...props} />,
});

/** The frame of the workspace: heads of sections, what stands in place of panels, fields of the editor. */
export const entries: readonly GalleryEntry[] = [
  {
    name: "section-head",
    states: [
      head("open", section("train", 6)),
      head("closed", section("gradients", 38, { isOpen: false })),
      head("filtered", section("system", 3, { total: 12_345 })),
      head("long name", section("a_section_whose_name_is_longer_than_what_fits_into_its_head".repeat(2), 1)),
    ],
  },
  {
    name: "no-panels",
    states: [
      none("no match", { filter: "/lo+ss/" }),
      none("all removed", { removed: true }),
      none("nothing logged", {}),
      none("failed", {
        error: new Error("[server] Failed to read the keys: the disk is gone. Look at the log."),
      }),
    ],
  },
  {
    name: "editor-fields",
    states: [
      {
        name: "all",
        width: 360,
        height: 220,
        render: () => (
          <div className="editor-form">
            <EditorText label="Title" value="" placeholder="train/loss" onChange={nothing} />
            <EditorText label="Metrics" value="train/*" note="5 metrics." onChange={nothing} />
            <EditorSelect
              label="y scale"
              value="log"
              options={[{ value: "log", text: "Logarithmic" }]}
              onChange={nothing}
            />
            <EditorField label="y range" problem={'"x" is not a number.'}>
              <EditorText label="Least y" isBare value="x" onChange={nothing} />
              <EditorText label="Most y" isBare value="1" onChange={nothing} />
            </EditorField>
          </div>
        ),
      },
    ],
  },
];
