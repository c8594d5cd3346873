/** Runs `read`, sync or not, and gives what it throws for a query that can't be read or carried out to `refuse`. */
export async function refuseQuery<Value>(
  read: () => Value | Promise<Value>,
  refuse: (message: string) => Error,
): Promise<Value> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof RangeError) throw refuse(error.message);
    throw error;
  }
}
