/**
 * The environment variable of an option by the common rule: `masterKeyIps` is `PARSE_SERVER_MASTER_KEY_IPS`,
 * `restAPIKey` is `PARSE_SERVER_REST_API_KEY`. `prefix` ends with an underscore.
 */
export function environmentName(option: string, prefix = 'PARSE_SERVER_'): string {
  const words = option.replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2').replaceAll(/([A-Z])([A-Z][a-z])/g, '$1_$2');
  return prefix + words.toUpperCase();
}
