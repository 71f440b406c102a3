/** Milliseconds: more than a commit takes, and few for who only mistyped. */
const EVEN_TIME = 50;

/**
 * What the work comes to, no sooner than other work of the kind: somebody who has an account costs a row to read, and a
 * commit, that nobody does not, and the time of the answer is not to tell which it was. Failures are told at once.
 */
export async function inEvenTime<T>(work: Promise<T>): Promise<T> {
  const passed = new Promise<void>((resolve) => setTimeout(resolve, EVEN_TIME));
  const [result] = await Promise.all([work, passed]);
  return result;
}
