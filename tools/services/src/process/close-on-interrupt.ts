const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Calls `close` when this process is told to end (Ctrl-C is one way), and lets it end by that signal afterwards. A second
 * signal ends it at once. Returns what closes where nobody interrupts: `close` is called once, whoever comes first, and
 * signals are left alone afterwards.
 */
export function closeOnInterrupt(
  close: () => Promise<void>,
  report: (line: string) => void,
): () => Promise<void> {
  let closing: Promise<void> | undefined;
  const closeOnce = (): Promise<void> => (closing ??= close());
  const forget = (): void => {
    for (const signal of signals) process.off(signal, onSignal);
  };
  const onSignal = (signal: NodeJS.Signals): void => {
    forget();
    report('interrupted: cleaning up (once more ends it at once)');
    const end = (): void => void process.kill(process.pid, signal);
    closeOnce().then(end, (error: unknown) => {
      report(`something stays behind: ${String(error)}`);
      end();
    });
  };
  for (const signal of signals) process.on(signal, onSignal);
  return () => closeOnce().finally(forget);
}
