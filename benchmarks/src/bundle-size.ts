import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { rolldown } from "rolldown";

const ENTRY = "virtual:program";

/** Bytes, minified and gzipped, of what a browser loads to run `program`: its own chunk and all that this imports at once. */
export async function bundleSize(program: string): Promise<number> {
  const bundle = await rolldown({
    input: ENTRY,
    platform: "browser",
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
  return [...loaded].reduce(
    (sum, name) => sum + gzipSync(chunks.get(name)?.code ?? "", { level: 9 }).length,
    0,
  );
}
