import { hostname } from 'node:os';
import { decode, docAt, docsAt, encode, isDoc, type Doc } from '../bson/codec.js';
import { firstFieldName, readDocument, readString, scanFields } from '../bson/raw-document.js';
import { withoutFields } from '../bson/rebuild-document.js';
import { driverFields, type Command } from '../command.js';
import type { Engine } from '../engine.js';
import { MongoError } from '../errors/mongo-error.js';
import type { GatewayOptions } from '../gateway-options.js';

/** PostgreSQL's plan in the shape of MongoDB's. The shape is approximate; `postgres` holds the plan itself. */
export async function explain(engine: Engine, options: GatewayOptions, command: Command): Promise<Doc> {
  const query = readQuery(command);
  const verbosity = readString(command.body, command.fields.get('verbosity')) ?? 'allPlansExecution';
  const executes = verbosity !== 'queryPlanner';
  const plan = await askPlan(engine, command, query, executes);
  const { database } = command;
  const rows = Number(docAt(plan, 'Plan')?.['Actual Rows'] ?? 0);
  const index = indexOf(docAt(plan, 'Plan') ?? {});
  const stage = winningStage(index);
  const spec = decode(query.spec);
  const stats = {
    executionSuccess: true,
    nReturned: rows,
    executionTimeMillis: Math.round(Number(plan['Execution Time'] ?? 0)),
    totalKeysExamined: index === undefined ? 0 : rows,
    totalDocsExamined: rows,
    executionStages: { ...stage, nReturned: rows },
    ...(verbosity === 'allPlansExecution' && { allPlansExecution: [] }),
  };
  return {
    explainVersion: '1',
    queryPlanner: {
      namespace: `${database}.${query.collection}`,
      indexFilterSet: false,
      parsedQuery: spec['filter'] ?? spec['query'] ?? {},
      winningPlan: stage,
      rejectedPlans: [],
      postgres: plan,
    },
    ...(executes && { executionStats: stats }),
    command: spec,
    serverInfo: { host: hostname(), port: options.port, version: options.version, gitVersion: 'documentdb' },
    ok: 1,
  };
}

interface ExplainedQuery {
  /** The suffix of the engine's function. */
  readonly source: string;
  readonly collection: string;
  readonly spec: Buffer;
}

const sources: ReadonlyMap<string, string> = new Map([
  ['find', 'find'],
  ['aggregate', 'pipeline'],
  ['count', 'count'],
  ['distinct', 'distinct'],
]);

const unwanted: ReadonlySet<string> = new Set([...driverFields, '$db', 'explain']);

/** Of a write, the query that finds what it would change. */
function readQuery({ body, fields }: Command): ExplainedQuery {
  const inner = readDocument(body, fields.get('explain'));
  if (inner === undefined) throw new MongoError(14, 'explain takes a document');
  const innerFields = scanFields(inner);
  const name = firstFieldName(innerFields);
  const collection = readString(inner, innerFields.get(name)) ?? '';
  const source = sources.get(name);
  if (source !== undefined) return { source, collection, spec: withoutFields(inner, innerFields, unwanted) };
  const filter = filterOfWrite(name, decode(inner));
  if (filter === undefined) throw new MongoError(238, `explain for ${name} is not supported`);
  return { source: 'find', collection, spec: encode({ find: collection, filter }) };
}

function filterOfWrite(name: string, spec: Doc): Doc | undefined {
  switch (name) {
    case 'update':
      return docAt(docsAt(spec, 'updates')[0] ?? {}, 'q') ?? {};
    case 'delete':
      return docAt(docsAt(spec, 'deletes')[0] ?? {}, 'q') ?? {};
    case 'findAndModify':
    case 'findandmodify':
      return docAt(spec, 'query') ?? {};
    default:
      return undefined;
  }
}

async function askPlan(
  engine: Engine,
  command: Command,
  { source, spec }: ExplainedQuery,
  executes: boolean,
): Promise<Doc> {
  const options = executes ? 'FORMAT JSON, ANALYZE, TIMING OFF' : 'FORMAT JSON';
  const query = `SELECT document FROM documentdb_api_catalog.bson_aggregation_${source}($1, $2::bytea)`;
  const [plan] = await engine.run(command, `EXPLAIN (${options}) ${query}`, [command.database, spec]);
  const plans: unknown = JSON.parse(plan?.toString('utf8') ?? '[]');
  const first: unknown = Array.isArray(plans) ? plans[0] : undefined;
  return isDoc(first) ? first : {};
}

/** The first index in the plan, which is a tree. */
function indexOf(root: Doc): string | undefined {
  const pending: Doc[] = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    const name = node['Index Name'];
    if (typeof name === 'string') return name;
    pending.push(...docsAt(node, 'Plans').toReversed());
  }
  return undefined;
}

function winningStage(indexName: string | undefined): Doc {
  if (indexName === undefined) return { stage: 'COLLSCAN', direction: 'forward' };
  const stage = /^_id_|_id_$|collection_pk/.test(indexName) ? 'IDHACK' : 'IXSCAN';
  return { stage: 'FETCH', inputStage: { stage, indexName, direction: 'forward' } };
}
