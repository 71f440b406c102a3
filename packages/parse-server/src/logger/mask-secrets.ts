const masked = '[masked]';

/** Field names whose values stay out of logs whatever they are. */
const secretName = /password|passwd|secret|token|authorization|cookie|(^|[^a-z])pass$|key$/i;

/** Shorter keys are too likely to be part of ordinary words; such a key protects nothing anyway. */
const shortestMasked = 6;

/** Takes secrets out of log lines. */
export interface SecretMask {
  text(text: string): string;
  /** Whether a field of this name is left out altogether. */
  hides(field: string): boolean;
}

/** Masks the given keys wherever they appear, and session tokens by their form. */
export function maskSecrets(secrets: readonly string[]): SecretMask {
  const known = secrets.filter(({ length }) => length >= shortestMasked);
  return {
    text: (text) =>
      known
        .reduce((rest, secret) => rest.replaceAll(secret, masked), text)
        .replaceAll(/\br:[0-9a-z]{20,}/gi, masked),
    hides: (field) => secretName.test(field),
  };
}
