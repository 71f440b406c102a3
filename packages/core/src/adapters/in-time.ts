/**
 * What the work comes to; rejects with `late()` when that takes longer, and what it does later is its own affair. The timer
 * keeps no process alive.
 */
export async function inTime<T>(
  work: () => Promise<T> | T,
  milliseconds: number,
  late: () => Error,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(late()), milliseconds);
    timer.unref();
  });
  try {
    return await Promise.race([work(), tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
