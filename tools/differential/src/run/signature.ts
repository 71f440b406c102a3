import type { Verdict } from '../deliberate/judge.js';

/** The same for differences of the same kind: how both answered to which route, and in which fields they differ. */
export function signatureOf({ sighting }: Verdict): string {
  const { difference, engine } = sighting;
  const [method, path = ''] = difference.request.replace(/^\w+: /, '').split(' ');
  const route = path.replace(/(?<=^\/\w+)\/.*/, '/…');
  const fields = [...new Set(difference.fields.map(({ field }) => generalField(field)))].slice(0, 2);
  return [engine, method, route, general(difference.incumbent), general(difference.ours), ...fields].join(
    ' | ',
  );
}

function general(outcome: string): string {
  return outcome.replaceAll(/<[^>]*>|\bo\d\b|\d+(?=[^\d ]*$)|"[^"]*"|'[^']*'|\{.*\}/g, '…').slice(0, 80);
}

function generalField(field: string): string {
  return field
    .replaceAll(/\.\d+\b/g, '.#')
    .split('.')
    .slice(0, 4)
    .join('.');
}
