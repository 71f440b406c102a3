export { incumbentVersion, installIncumbent } from './install-incumbent.js';
export { startIncumbent, type Incumbent, type IncumbentOptions } from './start-incumbent.js';
