import type { Match } from './difference.js';

/** Both answered, and differ in what they tell. */
export const bothAnswer = { incumbent: /^200$/, ours: /^200$/ } as const satisfies Match;

/** Both answered, and list or count other rows. */
export const rowsDiffer = {
  ...bothAnswer,
  field: /^body\.(results|count)/,
  findsOthers: true,
} as const satisfies Match;

/** The same, in a request that the generator made. */
export const generatedRowsDiffer = { ...rowsDiffer, scenario: /^generated/ } as const satisfies Match;

/** A generated write of a malformed value of that type, as the request tells. */
export function malformedValue(type: string, value: RegExp): Match {
  return {
    scenario: /^generated/,
    request: new RegExp(String.raw`(PUT|POST) \/(classes|users)\/.*${value.source}`),
    incumbent: /^(20[01]$|500 1 )/,
    ours: new RegExp(`^400 111 This is not a valid ${type}$`),
  };
}

/** A malformed value of that type, at once or inside of another, in the scenarios that are about them. */
export function oddValue(type: string): Match {
  return {
    scenario: /^values\/odd-values: A (date|field is given) /,
    request: /(POST|PUT) \/classes\/Note/,
    incumbent: /^(20[01]$|500 1 )/,
    ours: new RegExp(`^400 111 This is not a valid ${type}$`),
  };
}
