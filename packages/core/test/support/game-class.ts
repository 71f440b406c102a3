import type { ClassSchema } from '../../src/types/class-schema.js';

/** A class with a column of every type, for the tests of the query language. */
export const gameSchema: ClassSchema = {
  className: 'Game',
  permissions: {},
  indexes: {},
  fields: {
    objectId: { type: 'String' },
    createdAt: { type: 'Date' },
    updatedAt: { type: 'Date' },
    ACL: { type: 'ACL' },
    _secret: { type: 'String' },
    score: { type: 'Number' },
    name: { type: 'String' },
    won: { type: 'Boolean' },
    playedAt: { type: 'Date' },
    details: { type: 'Object' },
    tags: { type: 'Array' },
    winner: { type: 'Pointer', targetClass: '_User' },
    players: { type: 'Relation', targetClass: '_User' },
    replay: { type: 'File' },
    seed: { type: 'Bytes' },
    place: { type: 'GeoPoint' },
    area: { type: 'Polygon' },
  },
};
