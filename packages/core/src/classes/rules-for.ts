import type { ClassRules } from './class-rules.js';
import { installationRules } from './installation.js';
import { audienceRules } from './other-classes.js';
import { roleRules } from './role.js';
import { sessionRules } from './session.js';
import { userRules } from './user.js';

const RULES: ReadonlyMap<string, ClassRules> = new Map([
  ['_User', userRules],
  ['_Session', sessionRules],
  ['_Role', roleRules],
  ['_Installation', installationRules],
  ['_Audience', audienceRules],
]);

const NO_RULES: ClassRules = {};

/** The rules of a class; an object without hooks for a class that has none. */
export function rulesFor(className: string): ClassRules {
  return RULES.get(className) ?? NO_RULES;
}
