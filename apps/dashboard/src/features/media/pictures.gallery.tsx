import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { queryKeys } from "../../lib/query-keys.ts";
import type { ChartRun } from "../charts/panel-spec.ts";
import type { GalleryEntry, GalleryState } from "../gallery/gallery-entry.ts";
import { silentSession } from "../gallery/session-fixture.ts";
import { SessionContext } from "../shell/session-context.ts";
import { AudioPlayer } from "./audio-player.tsx";
import { classSet } from "./class-set.ts";
import { ClassToggles } from "./class-toggles.tsx";
import "./media.css";
import { MediaPanel } from "./media-panel.tsx";
import { plainLook, type MediaClasses, type MediaLook } from "./media-look.ts";
import { MediaTile } from "./media-tile.tsx";
import { MediaTools } from "./media-tools.tsx";
import { sampleLabels, samplePicture, samplePictures } from "./sample-pictures.ts";
import type { PanelMedia } from "./use-panel-media.ts";
import { VideoPlayer } from "./video-player.tsx";

const stay = (): void => undefined;
const addresses: Readonly<Record<string, string>> = samplePictures();
const urlOf = (path: string): string => addresses[path] ?? "data:,";
const classes: MediaClasses = { list: classSet(sampleLabels, []), onSeen: stay };
const manyClasses = classSet(
  { truth: Object.fromEntries(Array.from({ length: 80 }, (_, at) => [`${at}`, `kind ${at}`])) },
  [],
);
const shape = { width: 96, height: 64 };
const crowd = samplePicture("24 boxes in one place", { masks: [], boxes: [{ name: "p", path: "crowd" }] });

function tile(
  name: string,
  width: number,
  look: Partial<MediaLook>,
  item = samplePicture("berth 1"),
): GalleryState {
  return {
    name,
    width,
    height: 240,
    render: () => (
      <MediaTile
        item={item}
        urlOf={urlOf}
        fromStep={name === "narrow" ? 12_000 : undefined}
        shape={shape}
        metric={name === "broken" ? undefined : { name: "val/miou", value: 0.7726123, step: 12_000 }}
        look={{ ...plainLook, ...look }}
        classes={classes}
        onOpen={stay}
      />
    ),
  };
}

const runs: readonly ChartRun[] = ["clear-tide", "a-run-with-a-name-that-is-far-too-long-for-its-column"].map(
  (name, at) => ({ project: "p", id: `${at}`, name, color: at, dashed: false, live: false }),
);
const bins = (step: number): object => ({
  _type: "histogram",
  packedBins: { min: -2, size: 0.125, count: 32 },
  values: Array.from({ length: 32 }, (_, at) =>
    Math.round(400 * Math.exp(-(((at - 15.5) / (12 - step)) ** 2))),
  ),
});
const cellsOf: Readonly<Record<string, readonly object[]>> = {
  shots: [
    {
      _type: "image-file",
      path: "photo",
      caption: "berth 1",
      ...shape,
      masks: { prediction: { path: "mask" } },
      boxes: { prediction: { path: "boxes" } },
    },
  ],
  kernel: Array.from({ length: 10 }, (_, step) => bins(step)),
};
const queries = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } });
for (const { project, id } of runs) {
  for (const [key, values] of Object.entries(cellsOf))
    queries.setQueryData(
      queryKeys.cells(project, id, key),
      values.map((value, step) => ({ row: step, step, value })),
    );
  queries.setQueryData(queryKeys.run(project, id), { classLabels: { shots: sampleLabels } });
}
const silent = silentSession();
const session = {
  ...silent,
  client: { ...silent.client, fileUrl: (_project: string, _run: string, path: string) => urlOf(path) },
};

function panel(name: string, change: Partial<PanelMedia>): GalleryState {
  const { keyName = "shots" } = change;
  const steps = (cellsOf[keyName] ?? []).map((_, step) => step);
  const media: PanelMedia = {
    keyName,
    runs,
    steps: { all: steps, step: steps[steps.length >> 1], choose: stay, tell: stay },
    go: stay,
    mode: "heat",
    onMode: stay,
    badge: "",
    runsTitle: "",
    ...change,
  };
  return {
    name,
    width: 420,
    height: 228,
    render: () => (
      <Fixture>
        <article className="panel" data-kind="media" style={{ height: 228 }} aria-label={name}>
          <MediaPanel media={media} histograms={keyName === "kernel"} size={132} most={4} />
        </article>
      </Fixture>
    ),
  };
}

function Fixture({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <QueryClientProvider client={queries}>
      <SessionContext value={session}>{children}</SessionContext>
    </QueryClientProvider>
  );
}

/** Pictures, sounds and panels of media in their states. */
export const entries: readonly GalleryEntry[] = [
  {
    name: "Picture",
    states: [
      tile("mask and boxes", 300, {}),
      tile("no labels for a crowd", 300, {}, crowd),
      tile("scores from 0.7", 300, { threshold: 0.7 }, crowd),
      tile("narrow", 132, {}),
      tile("side by side, a class off", 420, { mode: "beside", hidden: new Set([1]) }),
      tile("broken", 132, {}, samplePicture("no file", { path: "none.png", size: 14_260 })),
    ],
  },
  {
    name: "Picture tools",
    states: [
      {
        name: "classes, boxes and masks",
        width: 1_200,
        height: 48,
        render: () => (
          <div className="tool media-tools">
            <MediaTools
              look={{ ...plainLook, hidden: new Set([2]), threshold: 0.5 }}
              onLook={stay}
              classes={classes.list}
              layers={["prediction"]}
              drawn={new Set(["prediction"])}
              hasMasks
              hasBoxes
            />
          </div>
        ),
      },
      {
        name: "80 classes",
        width: 900,
        height: 48,
        render: () => (
          <div className="tool media-tools">
            <ClassToggles classes={manyClasses} hidden={new Set([1])} onHidden={stay} />
          </div>
        ),
      },
    ],
  },
  {
    name: "Sound and film",
    states: [
      {
        name: "sound",
        width: 480,
        height: 72,
        render: () => <AudioPlayer url={urlOf("sound")} path="horn.wav" size={8_044} label="horn" />,
      },
      {
        name: "broken film",
        width: 300,
        height: 72,
        render: () => <VideoPlayer url="data:video/mp4," path="rollout.mp4" size={12} label="rollout" />,
      },
      {
        name: "gif",
        width: 132,
        height: 100,
        render: () => <VideoPlayer url={urlOf("film")} path="rollout.gif" size={12} label="rollout" />,
      },
    ],
  },
  {
    name: "Media panel",
    states: [
      panel("pictures", {}),
      panel("none logged", { keyName: "other", runs: [] }),
      panel("histograms", { keyName: "kernel" }),
      panel("ridges", { keyName: "kernel", mode: "ridges" }),
    ],
  },
];
