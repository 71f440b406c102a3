import type { Step } from '../dsl/scenario.js';
import { isInObjectOf, type Bodies } from './in-object-of.js';
import { writtenClasses } from './left-by-write.js';
import { isNamedIn } from './named-class.js';

/** What was asked by a step, and what its difference shows. */
interface Shown {
  readonly place: string;
  readonly step: Step;
  readonly request: string;
  readonly fields: readonly { readonly field: string }[];
  readonly bodies: Bodies;
}

/**
 * True when a difference may follow from a write that one server did and the other refused: it is about a class of that
 * write or in an included object of one, or asked by whom that answer told or the write changed, or about what it told.
 * A write of unknown classes, such as a function's, may have written all.
 */
export function followsWrite(shown: Shown, write: Pick<Shown, 'place' | 'step'>): boolean {
  const classes = writtenClasses(write.step);
  if (classes.length === 0) return true;
  const text = [shown.place, shown.request, ...shown.fields.map(({ field }) => field)].join(' ');
  return (
    (shown.step.by !== undefined && isAsker(shown.step.by, write)) ||
    text.includes(`<${write.place}.`) ||
    classes.some((className) => isNamedIn(text, className)) ||
    shown.fields.every(({ field }) => isInObjectOf(classes, shown.bodies, field))
  );
}

/** Who asks is told by that answer, or is the user that was written. */
function isAsker(by: string, { place, step }: Pick<Shown, 'place' | 'step'>): boolean {
  return by === place || step.path === `/users/<${by}.objectId>`;
}
