import { Secret, TOTP } from 'otpauth';
import type { Json, JsonObject, Step } from '../dsl/scenario.js';

/** The bodies of named answers of one server. */
export type NamedAnswers = ReadonlyMap<string, Json>;

const placeholder = /<([A-Za-z]\w*)((?:\.[\w-]+)+)>/g;

/**
 * Puts values of earlier answers in place of `<name.path>`. What an answer does not hold becomes the text
 * `missing`, so that the scenario goes on and the difference shows where it began. `<totp.SECRET.1>` is the code that
 * an authenticator with that secret will show next.
 */
export function fillStep(step: Step, answers: NamedAnswers): Step {
  return { ...step, ...fillObject(step, answers) };
}

function fillObject({ path, query, body, headers, raw }: Step, answers: NamedAnswers): Partial<Step> {
  return {
    path: fillText(path, answers),
    ...(query === undefined ? {} : { query: fillFields(query, answers) }),
    ...(body === undefined ? {} : { body: fillValue(body, answers) }),
    ...(raw === undefined ? {} : { raw: fillText(raw, answers) }),
    ...(headers === undefined ? {} : { headers: fillHeaders(headers, answers) }),
  };
}

function fillHeaders(headers: NonNullable<Step['headers']>, answers: NamedAnswers): Step['headers'] & object {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, value === null ? null : fillText(value, answers)]),
  );
}

function fillValue(value: Json, answers: NamedAnswers): Json {
  if (typeof value === 'string') return fillText(value, answers);
  if (isList(value)) return value.map((item) => fillValue(item, answers));
  return value !== null && typeof value === 'object' ? fillFields(value, answers) : value;
}

function fillFields(fields: JsonObject, answers: NamedAnswers): JsonObject {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [fillText(key, answers), fillValue(value, answers)]),
  );
}

function fillText(text: string, answers: NamedAnswers): string {
  return text.replace(placeholder, (whole: string, name: string, path: string) =>
    answers.has(name)
      ? textAt(answers.get(name) ?? null, path.slice(1).split('.'))
      : codeOr(whole, name, path),
  );
}

function codeOr(whole: string, name: string, path: string): string {
  if (name !== 'totp') return whole;
  const [secret = '', later] = path.slice(1).split('.');
  const authenticator = new TOTP({ secret: Secret.fromBase32(secret) });
  return authenticator.generate({ timestamp: Date.now() + Number(later) * authenticator.period * 1000 });
}

function textAt(value: Json, [key, ...rest]: readonly string[]): string {
  if (key === undefined) return typeof value === 'string' ? value : JSON.stringify(value);
  if (value === null || typeof value !== 'object') return 'missing';
  const next = isList(value) ? value[Number(key)] : value[key];
  return next === undefined ? 'missing' : textAt(next, rest);
}

/** `Array.isArray` does not narrow readonly lists. */
export function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
