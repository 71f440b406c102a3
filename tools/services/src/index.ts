export { freshDatabase, serviceUri, type FreshDatabase } from './testing/fresh-database.js';
export { useServices, type NeededServices, type ServicesInUse } from './testing/use-services.js';
export type { Service, ServiceName } from './service-names.js';
