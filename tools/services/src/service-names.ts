/** What can be started, in the order it is started and listed. */
export const serviceNames = ['postgres', 'mongo', 'redis'] as const;

export type ServiceName = (typeof serviceNames)[number];

export function isServiceName(name: string): name is ServiceName {
  return serviceNames.some((known) => known === name);
}

/** A service that answers. */
export interface Service {
  readonly name: ServiceName;
  /** The product that answers, which need not be the service's namesake: `DocumentDB` for `mongo`. */
  readonly engine: string;
  readonly version: string;
  readonly uri: string;
}

/** `mongo: DocumentDB 0.1`. */
export function describeService({ name, engine, version }: Service): string {
  return `${name}: ${engine} ${version}`;
}
