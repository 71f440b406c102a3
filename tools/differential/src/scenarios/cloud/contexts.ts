import { create, del, find, get, inCloud, post, put, type Json } from '../../dsl.js';

const context = (value: Json): { readonly headers: Record<string, string> } => ({
  headers: { 'X-Parse-Cloud-Context': JSON.stringify(value) },
});
const ran = find('Step', { order: 'i' }, { by: 'master' });
const told = create('Told', { n: 1 }, { name: 'row', ...context({ from: 'header' }) });

export const scenarios = [
  inCloud('The context of a create goes from beforeSave to afterSave', told, ran),
  inCloud(
    'The context of an update',
    told,
    put('/classes/Told/<row.objectId>', { n: 2 }, context({ a: 1 })),
    ran,
  ),
  inCloud('The context of a delete', told, del('/classes/Told/<row.objectId>', context({ a: 1 })), ran),
  inCloud('The context of a query', told, find('Told', {}, context({ a: 1 })), ran),
  inCloud('The context of a get', told, get('/classes/Told/<row.objectId>', {}, context({ a: 1 })), ran),
  inCloud('A context in the body', create('Told', { n: 1, _context: { from: 'body' } }), ran),
  inCloud('A context that is no object is refused', create('Told', { n: 1 }, context([1])), ran),
  inCloud('A context of nothing', create('Told', { n: 1 }, context({})), ran),
  inCloud(
    'A function gives its context to what it saves',
    post('/functions/tell', {}, context({ a: 1 })),
    ran,
  ),
  inCloud(
    'A function gives another context to what it saves',
    post('/functions/tell', { own: { b: 2 } }),
    ran,
  ),
  inCloud(
    'A context is of one request of a batch',
    post(
      '/batch',
      { requests: [{ method: 'POST', path: '/parse/classes/Told', body: { n: 1 } }] },
      context({ whole: true }),
    ),
    ran,
  ),
];
