// The worker loads parts of the SDK on demand, which needs modules.
export default { worker: { format: "es" } };
