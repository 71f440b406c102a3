// What the command loads. Beside the other entry, so that both lie at the top of `dist`.
export { main } from './cli/main.js';
