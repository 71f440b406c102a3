import type { Json } from '../dsl/scenario.js';
import { fieldOf, valuesOnTheWay } from '../run/answer-body.js';

/** What both servers answered, masked; undefined where there is no body. */
export interface Bodies {
  readonly incumbent: Json | undefined;
  readonly ours: Json | undefined;
}

/** True when both show an object of one of the classes, and the place is in it. */
export function isInObjectOf(classes: readonly string[], bodies: Bodies, field: string): boolean {
  const isOfOne = (value: Json | undefined): boolean => {
    const className = fieldOf(value, 'className');
    return typeof className === 'string' && classes.includes(className);
  };
  const theirs = valuesOnTheWay(bodies.incumbent, field);
  return valuesOnTheWay(bodies.ours, field).some((own, depth) => isOfOne(own) && isOfOne(theirs[depth]));
}
