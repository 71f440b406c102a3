/** How long a shutdown may take before the process is ended anyway. */
const patienceMs = 28_000;

/**
 * Aborted when the process is asked to end (SIGTERM, SIGINT). A second request, or a shutdown that takes too
 * long, ends the process at once.
 */
export function terminationSignal(): AbortSignal {
  const controller = new AbortController();
  const onSignal = (): void => {
    if (controller.signal.aborted) {
      process.exit(1);
    }
    controller.abort();
    setTimeout(() => process.exit(1), patienceMs).unref();
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
  return controller.signal;
}

/** Resolves when the signal is aborted. */
export async function aborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) {
    await new Promise<void>((resolve) => {
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
  }
}
