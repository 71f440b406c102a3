import { errorMarker, hasMarker } from './marked-error.js';

const marker = errorMarker('ConfigError');

/** The operator must change options before the server can start. Lists every problem at once. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  /** One sentence each: what is wrong and how to mend it. */
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.length === 1 ? String(problems[0]) : problems.map((problem) => `- ${problem}`).join('\n'));
    this.problems = problems;
    Object.defineProperty(this, marker, { value: true });
  }

  /** Recognises errors of every loaded copy of this package. */
  static isInstance(value: unknown): value is ConfigError {
    return hasMarker(value, marker);
  }
}
