// Entry of the engine. Transports and `parse-server` import from here; adapters from `@parse/core/adapter`.
export * from './adapter.js';
