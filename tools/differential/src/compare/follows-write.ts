import type { Json, Step } from '../dsl/scenario.js';
import { fieldOf, valuesOnTheWay } from '../run/answer-body.js';
import { writtenClasses } from './left-by-write.js';
import { isNamedIn } from './named-class.js';

/** What was asked by a step, and what its difference shows. */
interface Shown {
  readonly place: string;
  readonly step: Step;
  readonly request: string;
  readonly fields: readonly { readonly field: string }[];
  readonly bodies: { readonly incumbent: Json | undefined; readonly ours: Json | undefined };
}

/**
 * True when a difference may follow from a write that one server did and the other refused: it is about a class of that
 * write or in an included object of one, or asked by whom, or about what, that answer told. A write of unknown classes,
 * such as a function's, may have written all.
 */
export function followsWrite(shown: Shown, write: Pick<Shown, 'place' | 'step'>): boolean {
  const classes = writtenClasses(write.step);
  if (classes.length === 0) return true;
  const text = [shown.place, shown.request, ...shown.fields.map(({ field }) => field)].join(' ');
  return (
    shown.step.by === write.place ||
    text.includes(`<${write.place}.`) ||
    classes.some((className) => isNamedIn(text, className)) ||
    shown.fields.every(({ field }) => isInObjectOf(classes, shown.bodies, field))
  );
}

/** Both show an object of one of the classes, and the place is in it. */
function isInObjectOf(classes: readonly string[], bodies: Shown['bodies'], field: string): boolean {
  const isOfOne = (value: Json | undefined): boolean => {
    const className = fieldOf(value, 'className');
    return typeof className === 'string' && classes.includes(className);
  };
  const theirs = valuesOnTheWay(bodies.incumbent, field);
  return valuesOnTheWay(bodies.ours, field).some((own, depth) => isOfOne(own) && isOfOne(theirs[depth]));
}
