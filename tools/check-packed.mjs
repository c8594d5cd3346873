/** What belongs into no package: tests, what the compiler remembers, and what people keep for themselves. */
const STRAYS = [
  /\.test(-d)?\./,
  /\.tsbuildinfo$/,
  /(^|\/)node_modules\//,
  /(^|\/)\.(env|npmrc|turbo)/,
  /\.tgz$/,
];
const REQUIRED = ["LICENSE", "README.md", "package.json"];

/** Holds what was packed against what a stranger may expect of a package. Returns what is wrong, as sentences. */
export function checkPacked({ manifest, files }) {
  const { name } = manifest;
  return [
    ...REQUIRED.filter((file) => !files.includes(file)).map(
      (file) => `${name} has no ${file} in its package.`,
    ),
    ...files
      .filter((file) => STRAYS.some((stray) => stray.test(file)))
      .map(
        (file) =>
          `${name} packs "${file}", which is no use to others. Leave it out by "files" in its package.json.`,
      ),
    ...checkMaps(name, files),
    ...checkManifest(manifest),
  ];
}

/** A map without its source leads nowhere. Ours name files of `src`, so that an editor and a stack trace lead there. */
function checkMaps(name, files) {
  const hasSource = files.some((file) => file.startsWith("src/"));
  return hasSource || !files.some((file) => file.endsWith(".map"))
    ? []
    : [`${name} packs maps and not the sources that they name.`];
}

function checkManifest(manifest) {
  const {
    name,
    engines,
    repository,
    keywords = [],
    publishConfig = {},
    license,
    description = "",
  } = manifest;
  const holds = [
    [engines?.node === ">=20.19", `"engines" with node ">=20.19"`],
    [repository?.url !== undefined && repository.directory !== undefined, `"repository" with a directory`],
    [keywords.length >= 3, `three "keywords" or more`],
    [
      publishConfig.access === "public" && publishConfig.provenance === true,
      `"publishConfig" with public access and provenance`,
    ],
    [license === "MIT", `the license "MIT"`],
    [description.length > 20, `a "description"`],
  ];
  return holds.filter(([is]) => !is).map(([, what]) => `${name}'s package.json lacks ${what}.`);
}
