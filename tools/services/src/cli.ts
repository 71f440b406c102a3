import { serviceStatus, startService, stopService } from './run-services.js';
import {
  describeService,
  isServiceName,
  serviceNames,
  type Service,
  type ServiceName,
} from './service-names.js';

// `npm run services -- start|stop|status [postgres mongo redis]`; all of them when none is named.

const commands = { start, stop, status };
const [command = '', ...names] = process.argv.slice(2);
const unknown = names.filter((name) => !isServiceName(name));
if (unknown.length > 0 || !Object.hasOwn(commands, command)) {
  console.error(`usage: services start|stop|status [${serviceNames.join(' ')}]`);
  process.exit(2);
}
const chosen = serviceNames.filter((name) => names.length === 0 || names.includes(name));
const run = commands[command as keyof typeof commands];
for (const name of chosen) await run(name);

async function start(name: ServiceName): Promise<void> {
  try {
    show(await startService(name, (line) => console.log(line)));
  } catch (error) {
    console.error(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}

async function stop(name: ServiceName): Promise<void> {
  const stopped = await stopService(name);
  console.log(stopped === undefined ? `${name}: not running` : `${name}: stopped`);
}

async function status(name: ServiceName): Promise<void> {
  const service = await serviceStatus(name);
  if (service === undefined) console.log(`${name}: not running`);
  else show(service);
}

function show(service: Service): void {
  console.log(`${describeService(service)} at ${service.uri}`);
}
