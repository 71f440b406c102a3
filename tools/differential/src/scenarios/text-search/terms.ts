import { create, declareClass, find, scenario, type Json } from '../../dsl.js';

const rows = [
  declareClass('Post', {
    fields: { title: { type: 'String' }, n: { type: 'Number' } },
    indexes: { title_text: { title: 'text' } },
  }),
  create('Post', { title: 'coffee is hot', n: 1 }),
  create('Post', { title: 'Coffee and cakes', n: 2 }),
  create('Post', { title: 'tea', n: 3 }),
];

const search = (condition: Json): ReturnType<typeof find> =>
  find('Post', { where: { title: { $text: { $search: condition } } }, order: 'n' });

const refused: readonly (readonly [string, Json])[] = [
  ['without a term', {}],
  ['for a number', { $term: 5 }],
  ['in a language that is no text', { $term: 'coffee', $language: 1 }],
  ['with a flag that is none', { $term: 'coffee', $caseSensitive: 'x' }],
  ['with marks that are no flag', { $term: 'coffee', $diacriticSensitive: 'x' }],
  ['that is no object', 'coffee'],
];

export const scenarios = [
  scenario('A word is found without regard to case', [...rows, search({ $term: 'coffee' })]),
  scenario('One of several words is enough', [...rows, search({ $term: 'coffee tea' })]),
  scenario('Conditions are added to a search', [
    ...rows,
    find('Post', {
      where: { title: { $text: { $search: { $term: 'coffee' } } }, n: { $gt: 1 } },
      order: 'n',
    }),
  ]),
  scenario('The best find comes first when the order is the score', [
    ...rows,
    create('Post', { title: 'coffee, coffee and more coffee', n: 4 }),
    find('Post', { where: { title: { $text: { $search: { $term: 'coffee tea' } } } }, order: '$score' }),
  ]),
  scenario('The score is shown to whom selects it', [
    ...rows,
    find('Post', {
      where: { title: { $text: { $search: { $term: 'coffee' } } } },
      order: '$score,n',
      keys: '$score,n',
    }),
  ]),
  scenario('The score alone may be selected', [
    ...rows,
    find('Post', { where: { title: { $text: { $search: { $term: 'tea' } } } }, keys: '$score' }),
  ]),
  scenario('A score without a search', [
    ...rows,
    find('Post', { order: '$score' }),
    find('Post', { keys: '$score', order: 'n' }),
  ]),
  ...refused.map(([what, condition]) =>
    scenario(`A search ${what} is refused`, [...rows, search(condition)]),
  ),
];
