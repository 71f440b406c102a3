import type { Json } from '../dsl/scenario.js';
import type { Verdict } from '../deliberate/judge.js';

const shownFields = 8;
const shownLetters = 300;

/** A difference for people: the request, both answers, and where they differ. */
export function describeVerdict({ sighting, explanation, rows }: Verdict): string {
  const { scenario, engine, reference, difference } = sighting;
  const mark = explanation === 'none' ? 'UNEXPLAINED' : explanation;
  const fields = difference.fields
    .slice(0, shownFields)
    .flatMap(({ field, incumbent, ours }) => [
      `    ${field}`,
      `      - ${show(incumbent)}`,
      `      + ${show(ours)}`,
    ]);
  const more = difference.fields.length - shownFields;
  return [
    `${mark} on ${engine}: ${scenario}`,
    `  ${difference.place}: ${difference.request.slice(0, 1000)}`,
    `    ${reference} ${difference.incumbent} | here ${difference.ours}`,
    ...fields,
    ...rows.map(({ request }) => `    because of: ${request}`),
    ...(more > 0 ? [`    and ${more} more places`] : []),
  ].join('\n');
}

function show(value: Json | undefined): string {
  const text = value === undefined ? '(nothing)' : JSON.stringify(value);
  return text.length > shownLetters ? `${text.slice(0, shownLetters)}…` : text;
}
