import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { rolldown } from "rolldown";

const ENTRY = "virtual:program";

/** Bytes, minified and gzipped. */
export interface BundleSize {
  /** What a browser loads to start a program: its own chunk and all that this imports. */
  readonly atOnce: number;
  /** What the program may load while it runs, if it comes to that. */
  readonly later: number;
  /** Paths of all modules that are in it. */
  readonly modules: readonly string[];
}

/** The size of what a browser loads to run `program`, bundled as applications are. */
export async function bundleSize(program: string): Promise<BundleSize> {
  const bundle = await rolldown({
    input: ENTRY,
    platform: "browser",
    // As Vite has it for pages: nobody imports the program.
    preserveEntrySignatures: false,
    resolve: { conditionNames: ["browser", "import", "default"] },
    logLevel: "silent",
    plugins: [
      {
        name: "program",
        resolveId: (id) => (id === ENTRY ? fileURLToPath(new URL("program.js", import.meta.url)) : undefined),
        load: (id) => (id.endsWith("/program.js") ? program : undefined),
      },
    ],
  });
  const { output } = await bundle.generate({ format: "esm", minify: true });
  await bundle.close();
  const chunks = new Map(
    output.flatMap((one) => (one.type === "chunk" ? [[one.fileName, one] as const] : [])),
  );
  const loaded = new Set<string>();
  const visit = (name: string): void => {
    const chunk = chunks.get(name);
    if (chunk === undefined || loaded.has(name)) return;
    loaded.add(name);
    for (const next of chunk.imports) visit(next);
  };
  for (const [name, { isEntry }] of chunks) if (isEntry) visit(name);
  const sizeOf = (names: readonly string[]): number =>
    names.reduce((sum, name) => sum + gzipSync(chunks.get(name)?.code ?? "", { level: 9 }).length, 0);
  return {
    atOnce: sizeOf([...loaded]),
    later: sizeOf([...chunks.keys()].filter((name) => !loaded.has(name))),
    modules: [...chunks.values()].flatMap(({ moduleIds }) => moduleIds),
  };
}
