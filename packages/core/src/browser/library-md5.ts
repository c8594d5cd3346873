import { md5 } from "@noble/hashes/legacy.js";
import type { Md5 } from "../artifacts/md5.ts";

export function createMd5(): Md5 {
  return md5.create();
}
