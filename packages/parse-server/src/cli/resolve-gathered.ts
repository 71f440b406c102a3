import { resolveOptions, type OptionsResolution } from '../options/resolve-options.js';
import type { GatheredOptions } from './gather-options.js';

/** The options checked. A server started by hand reaches itself under its own port, unless that is known only when it listens. */
export function resolveGathered({ options, problems, warnings }: GatheredOptions): OptionsResolution {
  const first = resolveOptions(options, problems);
  const { port, mountPath, serverURL } = first.options;
  const own = port === 0 ? undefined : `http://localhost:${port}${mountPath === '/' ? '' : mountPath}`;
  return {
    options: { ...first.options, serverURL: serverURL ?? own },
    warnings: [...warnings, ...first.warnings],
  };
}
