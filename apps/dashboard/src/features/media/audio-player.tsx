import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { formatClock } from "../../lib/format-clock.ts";
import { readBounded } from "../../lib/read-bounded.ts";
import { useValue } from "../../lib/use-value.ts";
import { Icon } from "../shell/icon.tsx";
import { Slider } from "../shell/slider.tsx";
import { colours } from "../shell/theme.ts";
import { Broken } from "./broken.tsx";
import type { MediaViewerProps } from "./viewer-parts.ts";
import { waveForm } from "./wave-form.ts";

const columns = 240;
const mostBytes = 32 * 1_024 * 1_024;

/** A sound: its wave, a button that plays it, and a slider over the wave to seek, by key too. */
export function AudioPlayer({ url, path, size, label }: MediaViewerProps): ReactNode {
  const audio = useRef<HTMLAudioElement>(null);
  const [isPlaying, setPlaying] = useState(false);
  const [isBroken, setBroken] = useState(false);
  const [time, setTime] = useState(0);
  const [duration, setDuration] = useState(0);
  const peaks = usePeaks(url, size);
  if (isBroken) return <Broken path={path} size={size} />;
  const share = duration > 0 ? time / duration : 0;
  return (
    <div className="sound" role="group" aria-label={label}>
      <audio
        ref={audio}
        src={url}
        preload="metadata"
        onLoadedMetadata={(event) => setDuration(finite(event.currentTarget.duration))}
        onTimeUpdate={(event) => setTime(event.currentTarget.currentTime)}
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onError={() => setBroken(true)}
      />
      <button
        type="button"
        className="btn icon"
        aria-label={isPlaying ? `Pause ${label}` : `Play ${label}`}
        onClick={() => {
          if (isPlaying) audio.current?.pause();
          // A browser that refuses to play says so with the error above, or with its own sign.
          else audio.current?.play().catch(() => setPlaying(false));
        }}
      >
        <Icon name={isPlaying ? "pause" : "play"} />
      </button>
      <span className="wave">
        {peaks === undefined ? null : <Wave peaks={peaks} share={share} />}
        <Slider
          label={`Place in ${label}`}
          min={0}
          max={Math.max(0.01, duration)}
          step={0.01}
          value={time}
          onInput={(to) => {
            if (audio.current !== null) audio.current.currentTime = to;
            setTime(to);
          }}
        />
      </span>
      <span className="badge">
        {formatClock(time)} / {formatClock(duration)}
      </span>
    </div>
  );
}

function Wave({ peaks, share }: { readonly peaks: Float32Array; readonly share: number }): ReactNode {
  const canvas = useRef<HTMLCanvasElement>(null);
  const painted = useValue(colours);
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext("2d");
    if (element === null || context === null || context === undefined) return;
    const style = getComputedStyle(element);
    const [played, rest] = [style.getPropertyValue("--accent"), style.getPropertyValue("--control")];
    context.clearRect(0, 0, element.width, element.height);
    for (const [at, peak] of peaks.entries()) {
      const height = Math.max(2, peak * element.height);
      context.fillStyle = at / peaks.length < share ? played : rest;
      context.fillRect(at * 4, (element.height - height) / 2, 2.5, height);
    }
  }, [peaks, share, painted]);
  return <canvas ref={canvas} width={columns * 4} height={96} aria-hidden="true" />;
}

function usePeaks(url: string, size: number | undefined): Float32Array | undefined {
  return useQuery({
    queryKey: ["wave", url],
    enabled: size === undefined || size <= mostBytes,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    queryFn: async ({ signal }) => {
      const response = await fetch(url, { signal });
      if (!response.ok) throw new Error(`The server answered ${response.status}.`);
      const { buffer } = await readBounded(response, mostBytes);
      const sound = await new OfflineAudioContext(1, 1, 44_100).decodeAudioData(buffer);
      const channels = Array.from({ length: sound.numberOfChannels }, (_, at) => sound.getChannelData(at));
      return waveForm(channels, columns);
    },
  }).data;
}

function finite(seconds: number): number {
  return Number.isFinite(seconds) ? seconds : 0;
}
