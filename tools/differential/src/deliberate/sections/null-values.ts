import type { DifferenceSection } from '../difference.js';
import { isNamedByUserField } from '../holds-of-permissions.js';
import { isNullWithoutField, isUpdatedToNull } from '../holds.js';
import { bothAnswer } from '../shapes.js';

export const nullValues: DifferenceSection = {
  title: 'Null in writes',
  rows: [
    {
      request: '`null` for a field the class does not have',
      incumbent: 'stored beside the fields',
      ours: 'not stored',
      why: 'it could not be asked for',
      matches: [
        { scenario: /^values\/wire-forms: Null /, field: /\.value$/ },
        {
          scenario: /^clp\/writes: Null for a field that a class does not have/,
          request: /^PUT \/classes\/Thing\/.*"fresh":null/,
          incumbent: /^400 119 Permission denied$/,
          ours: /^200$/,
        },
        {
          scenario: /^cloud\/changes: beforeSave of a new object sets null$/,
          field: /^body\.(results\.\d+\.)?text$/,
          values: { incumbent: /^null$/, ours: /^(nothing|\{"__op":"Delete"\})$/ },
        },
        {
          scenario: /^generated/,
          field: /^body\.(results\.\d+\.)?\w+$/,
          ...bothAnswer,
          values: { incumbent: /^null$/, ours: /^nothing$/ },
          holds: isNullWithoutField,
        },
        { engine: 'postgres', scenario: /^values\/wire-forms: Null /, field: /^body\.results$/ },
      ],
    },
    {
      request:
        '`null` for a pointer, given by an update, or beside `keys` or `excludeKeys`; all that `userField:` names, beside `$relatedTo`',
      incumbent: 'not shown',
      ours: 'shown',
      why: 'as without them, and as in every other column',
      matches: [
        {
          ...bothAnswer,
          scenario: /^(generated|include-keys\/null: )/,
          request: /GET \/classes\/.*"(keys|excludeKeys)":/,
          field: /^body\.(results\.\d+\.)?(\w+\.)*[pu]$/,
          values: { incumbent: /^nothing$/, ours: /^null$/ },
        },
        {
          ...bothAnswer,
          scenario: /^(generated|include-keys\/null: )/,
          request: /GET \/classes\//,
          field: /^body\.(results\.\d+\.)?(\w+\.)*[pu]$/,
          values: { incumbent: /^nothing$/, ours: /^null$/ },
          holds: isUpdatedToNull,
        },
        {
          ...bothAnswer,
          scenario: /^generated/,
          request: /GET \/classes\/.*"\$relatedTo":/,
          field: /^body\.results\.\d+\.[su]$/,
          values: { incumbent: /^nothing$/, ours: /^(null$|\{"__type":"Pointer",|")/ },
          holds: isNamedByUserField,
        },
      ],
    },
    {
      request: '`null` for a polygon',
      incumbent: '500 whenever the object is read, in an update, too; on PostgreSQL not shown',
      ours: '`null`',
      why: 'as in every other column',
      matches: [
        {
          request: /(PUT|POST) \/classes\//,
          incumbent: /^500 1 Cannot read properties of null \(reading 'coordinates'\)/,
          ours: /^20[01]$/,
        },
        {
          request: /GET \/classes\//,
          incumbent: /^500 1 Cannot read properties of null \(reading 'coordinates'\)/,
          ours: /^200$/,
        },
        {
          engine: 'postgres',
          request: /GET \/classes\//,
          field: /^body\.(results\.\d+\.)?y$/,
          values: { incumbent: /^nothing$/, ours: /^null$/ },
        },
      ],
    },
  ],
};
