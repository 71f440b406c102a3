import { either, flag, json, text } from '../option-kinds.js';
import type { OptionArea } from '../option-row.js';

/** The GraphQL API. */
export const graphqlOptions: OptionArea = {
  title: 'GraphQL',
  rows: [
    {
      name: 'mountGraphQL',
      type: flag,
      default: false,
      env: 'PARSE_SERVER_MOUNT_GRAPHQL',
      later: 'graphql',
      about: 'Serves the GraphQL API.',
    },
    {
      name: 'graphQLPath',
      type: text,
      default: '/graphql',
      env: 'PARSE_SERVER_GRAPHQL_PATH',
      later: 'graphql',
      about: 'The path of the GraphQL API.',
    },
    {
      name: 'graphQLSchema',
      type: either(text, json),
      env: 'PARSE_SERVER_GRAPHQL_SCHEMA',
      envAliases: ['PARSE_SERVER_GRAPH_QLSCHEMA'],
      later: 'graphql',
      about: 'A schema of your own, or the file with it.',
    },
    {
      name: 'graphQLPublicIntrospection',
      type: flag,
      default: false,
      env: 'PARSE_SERVER_GRAPHQL_PUBLIC_INTROSPECTION',
      later: 'graphql',
      about: 'Anybody may ask the API for its schema.',
    },
    {
      name: 'mountPlayground',
      type: flag,
      default: false,
      later: 'graphql',
      deprecated: 'Use a GraphQL client of your choice.',
      about: 'Serves a page to try GraphQL.',
    },
    {
      name: 'playgroundPath',
      type: text,
      default: '/playground',
      later: 'graphql',
      deprecated: 'Use a GraphQL client of your choice.',
      about: 'The path of that page.',
    },
  ],
};
