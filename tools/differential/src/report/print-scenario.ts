import type { Scenario, Step } from '../dsl/scenario.js';

/** The scenario as the source of one, ready to be pasted into a file of scenarios. */
export function printScenario({ title, steps, profile }: Scenario): string {
  const options = profile === 'standard' ? '' : `, { profile: ${quote(profile)} }`;
  return [
    `scenario(${quote(title)}, [`,
    ...steps.map((step) => `  ${printStep(step)},`),
    `]${options}),`,
  ].join('\n');
}

const functions: Readonly<Record<string, string>> = { GET: 'get', POST: 'post', PUT: 'put', DELETE: 'del' };

function printStep(step: Step): string {
  const { method, path, body, query, ...options } = step;
  const name = functions[method];
  if (name === undefined || (body !== undefined && (method === 'GET' || method === 'DELETE')))
    return source(step);
  const first = method === 'GET' ? (query ?? {}) : (body ?? {});
  const rest = method === 'GET' || query === undefined ? options : { ...options, query };
  const args = [
    quote(path),
    ...(method === 'DELETE' ? [] : [source(first)]),
    ...(Object.keys(rest).length === 0 ? [] : [source(rest)]),
  ];
  return `${name}(${args.join(', ')})`;
}

/** JSON with bare keys where they can be. */
function source(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(source).join(', ')}]`;
  if (value === null || typeof value !== 'object')
    return typeof value === 'string' ? quote(value) : JSON.stringify(value);
  const fields = Object.entries(value).flatMap(([key, part]) =>
    part === undefined ? [] : [`${/^[A-Za-z_$][\w$]*$/.test(key) ? key : quote(key)}: ${source(part)}`],
  );
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}

function quote(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}
