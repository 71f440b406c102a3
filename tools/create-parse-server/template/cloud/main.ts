import Parse from 'parse/node';

Parse.Cloud.define(
  'hello',
  ({ params }: Parse.Cloud.FunctionRequest<{ name: string }>) => `Hello, ${params.name}`,
  { fields: { name: { type: String, required: true } } },
);

Parse.Cloud.beforeSave('Review', ({ object }) => {
  const stars: unknown = object.get('stars');
  if (typeof stars !== 'number' || stars < 1 || stars > 5) {
    throw new Parse.Error(Parse.Error.VALIDATION_ERROR, 'A review has one to five stars.');
  }
});
