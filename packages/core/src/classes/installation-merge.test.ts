import { describe, expect, test } from 'vitest';
import type { StoredObject } from '../types/object.js';
import { planMerge, type DeviceClaim } from './installation-merge.js';

const nothing: DeviceClaim = {
  objectId: undefined,
  installationId: undefined,
  lookupId: undefined,
  deviceToken: undefined,
  appIdentifier: undefined,
  hasDeviceType: true,
};

function claim(said: Partial<DeviceClaim>): DeviceClaim {
  return { ...nothing, lookupId: said.installationId, ...said };
}

const byId: StoredObject = { objectId: 'byId', installationId: 'i1' };
const byToken: StoredObject = { objectId: 'byToken', deviceToken: 't1' };
const other: StoredObject = {
  objectId: 'other',
  deviceToken: 't1',
  installationId: 'i2',
  appIdentifier: 'A',
};

interface Case {
  readonly says: Partial<DeviceClaim>;
  readonly rows: readonly StoredObject[];
  /** `undefined`: a new row. */
  readonly target: string | undefined;
  readonly obsolete?: readonly string[];
}

const CASES: Readonly<Record<string, Case>> = {
  'an unknown device gets a new row': { says: { deviceToken: 't1' }, rows: [], target: undefined },
  'a known id is its row': { says: { installationId: 'i1' }, rows: [byId], target: 'byId' },
  'of two rows with one id the younger is meant': {
    says: { installationId: 'i1' },
    rows: [byId, { ...byId, objectId: 'younger' }],
    target: 'younger',
  },
  'a token without id adopts the only row with it': {
    says: { deviceToken: 't1' },
    rows: [other],
    target: 'other',
  },
  'an id adopts the row that was known by token only': {
    says: { installationId: 'i1', deviceToken: 't1' },
    rows: [byToken],
    target: 'byToken',
  },
  'an empty id in the row counts as none': {
    says: { installationId: 'i1', deviceToken: 't1' },
    rows: [{ ...byToken, installationId: '' }],
    target: 'byToken',
  },
  "a new device takes the token of another's row": {
    says: { installationId: 'i1', deviceToken: 't1' },
    rows: [other],
    target: undefined,
    obsolete: ['other'],
  },
  "a known device takes the token of another's row": {
    says: { installationId: 'i1', deviceToken: 't1' },
    rows: [byId, other],
    target: 'byId',
    obsolete: ['other'],
  },
  'a row that had the token already disturbs nobody': {
    says: { installationId: 'i1', deviceToken: 't1' },
    rows: [{ ...byId, deviceToken: 't1' }, other],
    target: 'byId',
  },
  'tokens of another app stay where they are': {
    says: { installationId: 'i1', deviceToken: 't1', appIdentifier: 'B' },
    rows: [byId, other],
    target: 'byId',
  },
  'a known id and a row known by token only are one device': {
    says: { installationId: 'i1', deviceToken: 't1' },
    rows: [byId, byToken],
    target: 'byToken',
    obsolete: ['byId'],
  },
  'a named row that has the token itself merges with nothing': {
    says: { objectId: 'byToken', deviceToken: 't1' },
    rows: [byToken],
    target: 'byToken',
  },
  'an update goes to the row that has the id it gives': {
    says: { objectId: 'byToken', installationId: 'i1' },
    rows: [byToken, byId],
    target: 'byId',
  },
};

describe('planMerge', () => {
  test.each(Object.entries(CASES))('%s', (_name, { says, rows, target, obsolete }) => {
    const plan = planMerge(claim(says), rows, 'deviceToken');
    expect(plan.target?.objectId).toBe(target);
    expect(plan.obsolete?.objectIds).toEqual(obsolete);
  });

  test('the row known by id stays when it has priority', () => {
    const plan = planMerge(
      claim({ installationId: 'i1', deviceToken: 't1' }),
      [byId, byToken],
      'installationId',
    );
    expect(plan).toEqual({
      target: byId,
      obsolete: { objectIds: ['byToken'], field: 'deviceToken', value: 't1' },
    });
  });

  test('a device that gives no id is refused when its token is that of several rows', () => {
    expect(() => planMerge(claim({ deviceToken: 't1' }), [byToken, other], 'deviceToken')).toThrow(
      'Must specify installationId when deviceToken matches multiple Installation objects',
    );
  });

  test('a new row needs a device type', () => {
    expect(() => planMerge(claim({ deviceToken: 't1', hasDeviceType: false }), [], 'deviceToken')).toThrow(
      'deviceType must be specified in this operation',
    );
  });
});
