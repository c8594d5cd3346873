import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

/** Makes one plain JavaScript file of a program in this folder and the sources that it imports, for Node to run. */
export async function bundleChild(name: string, file: string): Promise<void> {
  const bundle = await rolldown({
    input: fileURLToPath(new URL(name, import.meta.url)),
    platform: "node",
    resolve: { conditionNames: ["@stepwell/source", "import", "node"] },
  });
  await bundle.write({ file, format: "esm", codeSplitting: false });
  await bundle.close();
}
