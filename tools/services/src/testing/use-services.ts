import { leaseService } from '../run-services.js';
import { serviceNames, type Service, type ServiceName } from '../service-names.js';

/**
 * Which services a project's tests need: `{ postgres: 'all', mongo: 'some' }`. Without one that all of them need,
 * none can run; the others find it in `missingServices`.
 */
export type NeededServices = Readonly<Partial<Record<ServiceName, 'all' | 'some'>>>;

/** Services that answer, until they are released. */
export interface ServicesInUse {
  readonly uris: Readonly<Partial<Record<ServiceName, string>>>;
  readonly services: readonly Service[];
  /** Why a service could not be had. Never filled in CI, where that is an error. */
  readonly missing: Readonly<Partial<Record<ServiceName, string>>>;
  /** Stops what nobody else uses and nobody started by hand. */
  readonly release: () => Promise<void>;
}

/** What a tool ends with that cannot do without them: the message tells why, and what to do. */
export class MissingServicesError extends Error {
  constructor(missing: ServicesInUse['missing']) {
    const reasons = Object.values(missing).join('\n');
    super(`${reasons}\n(tools/services/README.md tells where services come from; --engine chooses others)`);
  }
}

/**
 * Starts what is needed and does not run. With `CI=true` a service that cannot be had rejects; elsewhere it is
 * listed as missing, so that whoever has no MongoDB can still test the rest.
 */
export async function useServices(
  needed: NeededServices,
  report: (line: string) => void = () => undefined,
): Promise<ServicesInUse> {
  const services: Service[] = [];
  const missing: Partial<Record<ServiceName, string>> = {};
  const releases: (() => Promise<void>)[] = [];
  const release = async (): Promise<void> => {
    for (const giveBack of releases.splice(0).reverse()) await giveBack();
  };
  for (const name of serviceNames.filter((candidate) => needed[candidate] !== undefined)) {
    try {
      const leased = await leaseService(name, report);
      services.push(leased.service);
      releases.push(leased.release);
    } catch (cause) {
      const reason = `${name} cannot be had: ${cause instanceof Error ? cause.message : String(cause)}`;
      if (process.env['CI'] === 'true') {
        await release();
        throw new Error(reason, { cause });
      }
      missing[name] = reason;
    }
  }
  return {
    uris: Object.fromEntries(services.map(({ name, uri }) => [name, uri])),
    services,
    missing,
    release,
  };
}
