import type { Where } from '@parse/core/adapter';
import type { SqlDialect } from '../sql-dialect.js';
import type { SqlValue } from '../sql-value.js';
import { columnOf, type TableLayout } from '../table-layout.js';
import type { DirectUpdate } from './compile-update.js';
import { farthest, isDirect, pushOperands, type DirectOp } from './update-operands.js';

/** The text of all updates that differ in nothing but what is bound; undefined until one of them was compiled. */
export interface KeptText {
  sql: string | undefined;
}

/**
 * Where the text of an update of one object by its id is kept; undefined for others, of which there is no end. Engines
 * find prepared statements by their texts: one that has just been put together is hashed and compared for it, which costs
 * as much again as putting it together.
 */
export function keptTextOf(layout: TableLayout, update: DirectUpdate): KeptText | undefined {
  if (update.hints?.caseInsensitive === true) return undefined;
  const memory = memoryOf(layout);
  let at = memory.first;
  for (const op of update.ops) {
    if (op.op === 'set-on-insert') continue;
    if (!isDirect(op)) return undefined;
    at = step(memory, step(memory, at, op.target.field), kindOf(op));
  }
  return afterCondition(memory, step(memory, at, update.returning?.sql), update.where);
}

/** What an update binds whose text was kept, in the order of the text. */
export function boundBy(
  dialect: SqlDialect,
  layout: TableLayout,
  { ops, where }: DirectUpdate,
): readonly SqlValue[] {
  const params: SqlValue[] = [];
  for (const op of ops) {
    if (!isDirect(op)) continue;
    const column = columnOf(layout, op.target.field);
    if (!column.computed) pushOperands(column, op, params);
  }
  bindCondition({ dialect, layout, params }, where);
  for (const op of ops) if (op.op === 'increment') params.push(farthest(op));
  return params;
}

/** The texts of one layout, which never changes, as a tree: each step is one more thing that they have in common. */
interface Memory {
  readonly first: Step;
  steps: number;
}

interface Step extends KeptText {
  readonly next: Map<StepName, Step>;
}

type StepName = string | number | undefined;

const memories = new WeakMap<TableLayout, Memory>();

/** Clients choose which fields they change, so there must be an end; what is changed often is soon there again. */
const MAX_STEPS = 2000;

function memoryOf(layout: TableLayout): Memory {
  const known = memories.get(layout);
  if (known && known.steps < MAX_STEPS) return known;
  const memory: Memory = { first: newStep(), steps: 0 };
  memories.set(layout, memory);
  return memory;
}

function newStep(): Step {
  return { next: new Map(), sql: undefined };
}

function step(memory: Memory, from: Step, name: StepName): Step {
  const known = from.next.get(name);
  if (known) return known;
  const made = newStep();
  from.next.set(name, made);
  memory.steps += 1;
  return made;
}

/** What an increment has to be guarded against depends on its sign. */
function kindOf(op: DirectOp): string {
  return op.op === 'increment' && op.amount < 0 ? 'decrement' : op.op;
}

/** Knows the conditions whose text depends on nothing but what is named here. */
function afterCondition(memory: Memory, from: Step, where: Where): Step | undefined {
  if (where.op === 'acl') return step(memory, step(memory, from, where.access), where.principals.length);
  if (where.op === 'equal') return namesObject(where) ? step(memory, from, 'objectId') : undefined;
  if (where.op !== 'and') return undefined;
  let at: Step | undefined = step(memory, from, where.nodes.length);
  for (const node of where.nodes) at = at && afterCondition(memory, at, node);
  return at;
}

/** An objectId is a text in every table. */
function namesObject({ key, value }: Extract<Where, { op: 'equal' }>): boolean {
  return (
    key.field === 'objectId' && key.schema !== undefined && key.path.length === 0 && typeof value === 'string'
  );
}

interface Binding {
  readonly dialect: SqlDialect;
  readonly layout: TableLayout;
  readonly params: SqlValue[];
}

/** What `compileWhere` binds, for the conditions that `afterCondition` knows. */
function bindCondition(binding: Binding, where: Where): void {
  const { dialect, layout, params } = binding;
  if (where.op === 'and') for (const node of where.nodes) bindCondition(binding, node);
  else if (where.op === 'equal')
    params.push(...(layout.columnOf.get('objectId')?.operands(where.value) ?? []));
  else if (where.op === 'acl' && layout.columnOf.has('ACL')) {
    dialect.grantsOneOf('', where.principals, (value) => {
      params.push(value);
      return '';
    });
  }
}
