/** What a call fails with, or undefined: the answer of `insertMany` for one row. What is no error is thrown on. */
export async function failureOf(call: Promise<unknown>): Promise<Error | undefined> {
  try {
    await call;
    return undefined;
  } catch (failure) {
    if (failure instanceof Error) return failure;
    throw failure;
  }
}
