const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Calls `close` when this process is told to end (Ctrl-C is one way), and lets it end by that signal afterwards. A second
 * signal ends it at once. Returns what takes this back.
 */
export function closeOnInterrupt(close: () => Promise<void>, report: (line: string) => void): () => void {
  const takeBack = (): void => {
    for (const signal of signals) process.off(signal, onSignal);
  };
  const onSignal = (signal: NodeJS.Signals): void => {
    takeBack();
    report('interrupted: cleaning up (once more ends it at once)');
    const end = (): void => void process.kill(process.pid, signal);
    close().then(end, (error: unknown) => {
      report(`something stays behind: ${String(error)}`);
      end();
    });
  };
  for (const signal of signals) process.on(signal, onSignal);
  return takeBack;
}
