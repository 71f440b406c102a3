import type {
  ClassSchema,
  FieldPath,
  FieldSchema,
  IndexSpec,
  Json,
  StorageCapabilities,
} from '@parse/core/adapter';
import fc from 'fast-check';
import { point, polygon } from './arbitrary-places.js';
import { bytes, file, number, pointer, RANKED_KEY, type ArbitraryValues } from './arbitrary-values.js';
import type { Exactness } from './exactness.js';

/** A column of a generated class, and the values it can hold. */
export interface GeneratedColumn {
  readonly name: string;
  readonly schema: FieldSchema;
  readonly value: fc.Arbitrary<Json>;
  /** Whether values have an order that stores agree on. */
  readonly sortable: boolean;
}

/** What scenarios are generated for, and from. */
export interface Generation {
  readonly capabilities: StorageCapabilities;
  readonly exact: Exactness;
  readonly values: ArbitraryValues;
}

/** One to six columns, among them such whose names differ in nothing but case. */
export function arbitraryColumns(generation: Generation): fc.Arbitrary<readonly GeneratedColumn[]> {
  return fc
    .array(fc.constantFrom(...kindsOf(generation)), { minLength: 1, maxLength: NAMES.length, size: 'max' })
    .map((kinds) => kinds.map((kind, index) => ({ ...kind, name: NAMES[index] ?? '' })));
}

/** Indexes on some of the columns, and on places inside them. */
export function arbitraryIndexes(
  columns: readonly GeneratedColumn[],
  { capabilities }: Generation,
): fc.Arbitrary<ClassSchema['indexes']> {
  const definitions = columns.flatMap(({ name, schema }): (readonly [string, IndexSpec])[] => {
    if (schema.type === 'Number' || schema.type === 'Date') return [[`by_${name}`, { [name]: -1 }]];
    if (schema.type === 'Object') return [[`by_${name}`, { [`${name}.k`]: 1 }]];
    if (schema.type !== 'String') return [];
    const plain = [`by_${name}`, { [name]: 1 }] as const;
    return capabilities.textSearch ? [plain, [`words_${name}`, { [name]: 'text' }]] : [plain];
  });
  // MongoDB has one text index in a class.
  return fc.subarray(definitions).map((chosen) => {
    const texts = chosen.filter(([name]) => name.startsWith('words_'));
    return Object.fromEntries(chosen.filter((each) => !texts.slice(1).includes(each)));
  });
}

/** A place below an Object or Array column. */
export function placeBelow(
  { name, schema }: GeneratedColumn,
  { values }: Generation,
): fc.Arbitrary<FieldPath> | undefined {
  if (schema.type !== 'Object' && schema.type !== 'Array') return undefined;
  const first =
    schema.type === 'Array'
      ? fc.oneof({ weight: 3, arbitrary: fc.constantFrom('0', '1', '2') }, values.key)
      : fc.oneof({ weight: 6, arbitrary: values.key }, fc.constant(RANKED_KEY));
  return fc
    .tuple(first, fc.array(values.key, { maxLength: 2 }))
    .map(([step, steps]) => ({ field: name, path: [step, ...steps], schema }));
}

const NAMES = ['alpha', 'Alpha', 'beta', 'BETA', 'gamma', 'delta'] as const;

type Kind = Omit<GeneratedColumn, 'name'>;

function kindsOf({ values }: Generation): readonly Kind[] {
  const { text, date, scalar, loose, looseObject } = values;
  return [
    { schema: { type: 'String' }, value: text, sortable: true },
    { schema: { type: 'Number' }, value: number, sortable: true },
    { schema: { type: 'Boolean' }, value: fc.boolean(), sortable: true },
    { schema: { type: 'Date' }, value: date, sortable: true },
    { schema: { type: 'Pointer', targetClass: 'Other' }, value: pointer('Other'), sortable: false },
    { schema: { type: 'File' }, value: file, sortable: false },
    { schema: { type: 'Bytes' }, value: bytes, sortable: false },
    { schema: { type: 'GeoPoint' }, value: point, sortable: true },
    { schema: { type: 'Polygon' }, value: polygon, sortable: false },
    { schema: { type: 'Array' }, value: fc.array(scalar, { maxLength: 4 }), sortable: true },
    { schema: { type: 'Array' }, value: fc.array(loose, { maxLength: 4 }), sortable: false },
    { schema: { type: 'Object' }, value: looseObject, sortable: false },
    { schema: { type: 'Object' }, value: looseObject, sortable: false },
  ];
}
