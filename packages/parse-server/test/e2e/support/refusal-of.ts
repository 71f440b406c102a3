import Parse from 'parse/node';

/** The code and message that a call is refused with, as `101 Object not found.`; `none` when it succeeds. */
export async function refusalOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'none';
  } catch (error) {
    if (!(error instanceof Parse.Error)) throw error;
    return `${error.code} ${error.message}`;
  }
}
