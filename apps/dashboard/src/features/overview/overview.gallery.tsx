import { formatSetting } from "../../lib/format-json.ts";
import type { GalleryEntry } from "../gallery/gallery-entry.ts";
import { KeyValues } from "./key-values.tsx";
import { LeavesPanel } from "./leaves-panel.tsx";
import "./overview.css";

const config = {
  arch: "unet-s",
  lr: 6e-4,
  augment: { flip: true, hue: 0.05 },
  classes: ["water", "vessel", "quay", "sky"],
  "<script>": "<b>x</b>",
  long: "a text that is longer than fits into one line of a panel ".repeat(4),
  "a/very/long/key/that/has/no/place/beside/its/value": Number.NaN,
};
const other = { ...config, lr: 1e-3, augment: { flip: false, hue: 0.05 } };
const many = Object.fromEntries(Array.from({ length: 700 }, (_, at) => [`key-${at}`, at]));
const empty = "This run set no config.";

/** Panels of the overview. */
export const entries: readonly GalleryEntry[] = [
  {
    name: "overview-panels",
    states: [
      {
        name: "config",
        width: 460,
        height: 270,
        render: () => <LeavesPanel title="Config" object={config} format={formatSetting} empty={empty} />,
      },
      {
        name: "changed from another run",
        width: 460,
        height: 130,
        render: () => (
          <LeavesPanel
            title="Config"
            object={config}
            format={formatSetting}
            empty={empty}
            baseline={{ name: "soft-rain-5", object: other }}
          />
        ),
      },
      {
        name: "nothing differs",
        width: 460,
        height: 80,
        render: () => (
          <LeavesPanel
            title="Config"
            object={config}
            format={formatSetting}
            empty={empty}
            baseline={{ name: "soft-rain-5", object: config }}
          />
        ),
      },
      {
        name: "empty",
        width: 460,
        height: 80,
        render: () => <LeavesPanel title="Config" object={{}} format={formatSetting} empty={empty} />,
      },
      {
        name: "many",
        width: 460,
        height: 200,
        render: () => (
          <LeavesPanel title="Packages" object={many} format={formatSetting} empty={empty} firstRows={4} />
        ),
      },
      {
        name: "data health",
        width: 460,
        height: 140,
        render: () => (
          <KeyValues
            title="Data health"
            rows={[
              { name: "points stored", value: "171,120" },
              { name: "NaN or \u221e values", value: "5 keys, 481 values", warn: true },
              { name: "dropped", value: "2, step went back", warn: true },
              { name: "last sync", value: "now" },
            ]}
          />
        ),
      },
    ],
  },
];
