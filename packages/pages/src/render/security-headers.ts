import { createHash } from 'node:crypto';

/** Of all answers: nothing keeps them, guesses at them, frames them or learns from them where the reader was. */
export const safetyHeaders = {
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'X-Robots-Tag': 'noindex',
  'Cross-Origin-Opener-Policy': 'same-origin',
} as const;

/** For built-in pages: their own style, forms to this server and where it sends readers on to, and nothing else. */
export function strictPolicy(style: string, formTargets: readonly string[]): string {
  return policy({ 'default-src': ["'none'"], 'style-src': [hashOf(style)] }, formTargets);
}

/**
 * For pages of the operator's. Scripts run from files and where the template has them without a placeholder in them:
 * a value that found its way into a script makes the script another one, which does not run.
 */
export function ownPagePolicy(template: string, formTargets: readonly string[]): string {
  const scripts = Array.from(
    template.matchAll(/<script[^>]*>([^]*?)<\/script\s*>/gi),
    ([, code = '']) => code,
  );
  const hashes = scripts.filter((code) => code !== '' && !code.includes('{{')).map(hashOf);
  return policy(
    {
      'default-src': ["'self'"],
      'script-src': ["'self'", ...hashes],
      'style-src': ["'self'", "'unsafe-inline'", 'https:'],
      'font-src': ["'self'", 'data:', 'https:'],
      'img-src': ["'self'", 'data:', 'https:'],
      'object-src': ["'none'"],
    },
    formTargets,
  );
}

function policy(
  directives: Readonly<Record<string, readonly string[]>>,
  formTargets: readonly string[],
): string {
  const all = {
    ...directives,
    'base-uri': ["'none'"],
    'form-action': ["'self'", ...new Set(formTargets)],
    'frame-ancestors': ["'none'"],
  };
  return Object.entries(all)
    .map(([name, values]) => `${name} ${values.join(' ')}`)
    .join('; ');
}

function hashOf(code: string): string {
  return `'sha256-${createHash('sha256').update(code).digest('base64')}'`;
}
