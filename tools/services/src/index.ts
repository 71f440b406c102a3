export { startBrowser } from './browser/start-browser.js';
export { startLdapServer, type LdapCertificates, type LdapServer } from './ldap/ldap-server.js';
export { startMailServer, type DeliveredMail, type MailServer } from './mail/mail-server.js';
export { makeCertificates, type Certificates } from './testing/certificates.js';
export {
  freshDatabase,
  isServiceMissing,
  serviceEngine,
  serviceUri,
  type FreshDatabase,
} from './testing/fresh-database.js';
export {
  durable,
  privateService,
  type PrivateService,
  type PrivateSettings,
} from './testing/private-service.js';
export {
  openScratchDatabases,
  type ScratchDatabases,
  type ScratchEngine,
} from './testing/scratch-databases.js';
export {
  MissingServicesError,
  useServices,
  type NeededServices,
  type ServicesInUse,
} from './testing/use-services.js';
export { describeService, type Service, type ServiceName } from './service-names.js';
