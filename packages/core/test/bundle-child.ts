import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

/** Makes one plain JavaScript file of a program and the sources that it imports, for Node to run. */
export async function bundleChild(program: URL, file: string): Promise<void> {
  const bundle = await rolldown({
    input: fileURLToPath(program),
    platform: "node",
    resolve: { conditionNames: ["@stepwell/source", "import", "node"] },
  });
  await bundle.write({ file, format: "esm", codeSplitting: false });
  await bundle.close();
}
