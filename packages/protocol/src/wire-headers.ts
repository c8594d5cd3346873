/**
 * On requests of the wire door: the id of the source whose rows these are (`sourceIdOf` its first run record). Then line
 * offsets count the source's own rows, from 0, and giving rows again changes nothing.
 */
export const SOURCE_HEADER = "x-stepwell-source";

/**
 * On such requests that say what a run is: how many bytes of the run file that was read from. Who was told of more
 * before knows that a request comes late.
 */
export const READ_HEADER = "x-stepwell-read";

/** On replies to such requests: how many history rows of the source the server holds. */
export const MARK_HEADER = "x-stepwell-mark";

/** On replies to such requests: how many rows of system metrics of the source the server holds. */
export const EVENTS_MARK_HEADER = "x-stepwell-events-mark";
