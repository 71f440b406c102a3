import { docAt, isDoc, type Doc } from '../bson/codec.js';
import type { Command } from '../command.js';
import type { Engine } from '../engine.js';
import { explainDuplicate, type Violation } from './duplicate-key.js';
import { equalities } from './offending-values.js';

/**
 * True when two upserts raced for one unique key and this one lost: its filter pins the key by equality, so that
 * it will find the winner's document when it is run again. MongoDB does so by itself.
 */
export async function lostUpsertRace(
  engine: Engine,
  command: Command,
  violation: Violation,
  filter: Doc,
): Promise<boolean> {
  const { keyPattern } = await explainDuplicate(engine, command, violation, {});
  if (keyPattern === undefined) return false;
  const pinned = equalities(filter);
  return Object.keys(keyPattern).every((path) => path in pinned && !hasOperators(docAt(pinned, path)));
}

function hasOperators(condition: Doc | undefined): boolean {
  return isDoc(condition) && Object.keys(condition).some((key) => key.startsWith('$'));
}
