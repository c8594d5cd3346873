/** Thrown by a consumer that can't run on this machine; the message is a sentence that says why. */
export class Skip extends Error {}
