import { createHash } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { basename } from "node:path";

/**
 * A registry on loopback that has our packages as they were packed, and leads to `upstream` for all others: what it does
 * not know it redirects, so that npm finds those in its cache. Returns its `url`, `integrities` by name, and `stop`.
 */
export async function startRegistry(packed, upstream) {
  const documents = new Map();
  const tarballs = new Map();
  const server = createServer((request, response) => {
    const path = pathOf(request.url);
    // Nothing of ours may stay in npm's cache: the next run packs the same versions with other bytes.
    response.setHeader("cache-control", "no-store");
    const name = path?.slice(1);
    if (path === undefined) {
      response.writeHead(400).end();
    } else if (documents.has(name)) {
      response.setHeader("content-type", "application/json").end(JSON.stringify(documents.get(name)));
    } else if (tarballs.has(path)) {
      response.setHeader("content-type", "application/octet-stream").end(tarballs.get(path));
    } else {
      response.writeHead(307, { location: new URL(`.${request.url}`, upstream).href }).end();
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${server.address().port}/`;
  for (const one of packed) {
    const bytes = readFileSync(one.path);
    const path = `/-/packed/${basename(one.path)}`;
    tarballs.set(path, bytes);
    documents.set(one.manifest.name, documentOf(one.manifest, bytes, new URL(path, url).href));
  }
  return {
    url,
    integrities: new Map(
      [...documents].map(([name, { versions }]) => [name, Object.values(versions)[0].dist.integrity]),
    ),
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** Names of packages with a scope come with their slash encoded; undefined for what is no path. */
function pathOf(address) {
  try {
    return decodeURIComponent(new URL(`http://registry${address}`).pathname);
  } catch {
    return undefined;
  }
}

/** What a registry says of a package that has one version. */
function documentOf(manifest, bytes, tarball) {
  const { name, version } = manifest;
  const dist = {
    tarball,
    integrity: `sha512-${createHash("sha512").update(bytes).digest("base64")}`,
    shasum: createHash("sha1").update(bytes).digest("hex"),
  };
  return { name, "dist-tags": { latest: version }, versions: { [version]: { ...manifest, dist } } };
}
