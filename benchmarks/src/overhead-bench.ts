import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { figure, type Figure } from "./figure.ts";
import type { FitOverhead } from "./overhead-child.ts";
import { median } from "./quantile.ts";
import { withTemporaryFolder } from "./temporary-folder.ts";

const PERCENT = 100;
/** Promised for tfjs itself; with tfjs-node a batch of so small a model takes a tenth, and a row takes what it takes. */
const BARS: Readonly<Record<string, Readonly<Record<"callback" | "watch", number>>>> = {
  cpu: { callback: 1, watch: 5 },
};
const UNAVAILABLE = 3;

/** What logging costs a training: the MNIST example fitted on each backend of tfjs that is here, a row a batch. */
export async function overheadBench(): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const backend of ["cpu", "tensorflow"]) {
    const measured = await withTemporaryFolder(async (folder) => measureFits(backend, folder));
    if (measured !== undefined) figures.push(...fitFigures(backend, measured));
  }
  return figures;
}

function measureFits(backend: string, folder: string): FitOverhead | undefined {
  const program = fileURLToPath(new URL("overhead-child.js", import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, backend, folder], {
    encoding: "utf8",
    maxBuffer: 2 ** 26,
    // The profiler's signals crash TensorFlow in its matrix products for AVX-512.
    env: { ...process.env, ONEDNN_MAX_CPU_ISA: "AVX2" },
  });
  if (status === UNAVAILABLE) {
    console.error("tfjs-node is not measured beside it: npm run interop builds it.");
    return undefined;
  }
  if (status !== 0) throw new Error(`[bench] Failed to fit on "${backend}": ${stderr}`);
  return JSON.parse(stdout) as FitOverhead;
}

function fitFigures(backend: string, { milliseconds, profiled }: FitOverhead): Figure[] {
  const percent = (name: string, value: number, bar?: number) =>
    figure({
      bench: "overhead",
      name: `${backend}, ${name}`,
      value: value * PERCENT,
      unit: "% of fit",
      better: "lower",
      ...(bar === undefined ? {} : { bar }),
    });
  const kinds = ["callback", "watch"] as const;
  return [
    ...kinds.flatMap((kind) => [
      percent(
        `${kind}: in our frames`,
        median(profiled[kind].map(({ self, fit }) => self / fit)),
        BARS[backend]?.[kind],
      ),
      percent(`${kind}: and in what they call`, median(profiled[kind].map(({ whole, fit }) => whole / fit))),
    ]),
    ...kinds.flatMap((kind) => {
      const added = milliseconds[kind].map(
        (lasted, round) => lasted / (milliseconds.nothing[round] ?? 0) - 1,
      );
      const { low, high } = medianInterval(added);
      return [
        percent(`${kind}: longer than without, median`, median(added)),
        percent(`${kind}: longer than without, from`, low),
        percent(`${kind}: longer than without, to`, high),
      ];
    }),
    figure({
      bench: "overhead",
      name: `${backend}, fit without us`,
      value: median(milliseconds.nothing),
      unit: "ms",
      better: "lower",
    }),
  ];
}

/** What the median of ten rounds lies between with 98 % confidence: the second smallest and the second largest. */
function medianInterval(values: readonly number[]): { low: number; high: number } {
  const sorted = values.toSorted((one, other) => one - other);
  return { low: sorted[1] ?? Number.NaN, high: sorted.at(-2) ?? Number.NaN };
}
