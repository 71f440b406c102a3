export { createAuthProvider, type AuthProviderSettings } from './create-auth-provider.js';
