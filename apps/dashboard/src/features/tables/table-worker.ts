import { tableContent } from "./table-content.ts";

addEventListener("message", ({ data }: MessageEvent<string>) => postMessage(tableContent(data)));
