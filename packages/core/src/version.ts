/** The version of this package; a test keeps it equal to package.json. */
export const VERSION = "0.1.0";

/** The release of the official client whose file and wire formats we write; official readers look at it. */
export const SPOKEN_VERSION = `0.30.0+stepwell.${VERSION}`;
