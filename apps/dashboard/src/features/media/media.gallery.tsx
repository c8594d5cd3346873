import type { GalleryEntry } from "../gallery/gallery-entry.ts";
import { Broken } from "./broken.tsx";
import { StepBar } from "./step-bar.tsx";

const steps = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => at * 1_000);
const stay = (): void => undefined;

/** Parts of the media tab in their states. */
export const entries: readonly GalleryEntry[] = [
  {
    name: "Step bar",
    states: [
      {
        name: "14 steps",
        width: 1_000,
        height: 80,
        render: () => <StepBar steps={steps(14)} step={12_400} onStep={stay} epoch={24} />,
      },
      {
        name: "one step",
        width: 1_000,
        height: 80,
        render: () => <StepBar steps={[3]} step={3} onStep={stay} />,
      },
      {
        name: "5,000 steps",
        width: 1_000,
        height: 80,
        render: () => <StepBar steps={steps(5_000)} step={2e6} onStep={stay} />,
      },
    ],
  },
  {
    name: "Broken file",
    states: [
      {
        name: "with its size",
        width: 360,
        height: 80,
        render: () => <Broken path="media/images/samples_3_0123.png" size={14_260} />,
      },
    ],
  },
];
