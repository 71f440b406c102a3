import type { DifferenceSection } from '../difference.js';

/** A class whose name no class can have. */
const noName = String.raw`classes\/(?!(?:[A-Za-z]\w*|_(?:User|Role|Session|Installation|Product|Audience))(?:[ /]|$))`;

export const classNames: DifferenceSection = {
  title: 'Names of classes',
  rows: [
    {
      request: 'any request to a class whose name cannot exist (`a-b`, `_Foo`)',
      incumbent: '107 for creates, 200 or 404 for others',
      ours: '400, code 103',
      why: 'one answer for one mistake',
      matches: [
        {
          request: new RegExp(noName),
          incumbent: /^400 107 schema class name does not revalidate/,
          ours: /^400 103/,
        },
        {
          request: new RegExp(String.raw`(GET|DELETE) \/${noName}`),
          incumbent: /^(200$|404 101 Object not found|500 1 )/,
          ours: /^400 103 Invalid classname: /,
        },
      ],
    },
    {
      request: 'a class named like what every object inherits',
      incumbent: '500, code 1',
      ours: '400, code 103',
      why: 'the same',
      matches: [],
    },
    {
      request: 'writes to `_Hooks`, `_GlobalConfig`, `_GraphQLConfig` by `/classes`',
      incumbent: '400, code 119',
      ours: '400, code 103',
      why: 'they have routes of their own',
      matches: [],
    },
    {
      request: 'a class `_Join:…` declared through `/schemas`',
      incumbent: '200',
      ours: '400, code 103',
      why: 'the server makes them',
      matches: [],
    },
    {
      request: 'reading a class that does not exist while clients may make none',
      incumbent: '404 for deletes, 119 for others',
      ours: '400, code 119',
      why: 'one answer',
      matches: [],
    },
  ],
};
