/** Which processes live on this host, as a port: how a lock file's owner is judged alive or dead. */
export interface Processes {
  /** The host's name. */
  readonly host: string;
  /** This process. */
  readonly self: ProcessIdentity;
  /** True while that very process runs: a reused pid with another start is dead. */
  isAlive(identity: ProcessIdentity): boolean;
}

/** A process id alone is reused; with the start time (host-specific ticks, as text) it is not. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Empty where the host cannot tell; then the pid alone decides. */
  readonly startTime: string;
}
