export { defaultProject } from "./default-project.ts";
export { netrcKey } from "./netrc-key.ts";
export { readConfigFile } from "./read-config-file.ts";
export { readSettingsFiles } from "./settings-files.ts";
