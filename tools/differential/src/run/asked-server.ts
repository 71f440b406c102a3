import type { Scenario } from '../dsl/scenario.js';
import type { Engine, Lane, Side } from '../servers/lane.js';
import type { RecordedAnswers } from './recorded-answers.js';
import { runScenario, type Transcript } from './run-scenario.js';

/** A server that is started when it is first asked. */
export interface AskedServer {
  readonly side: Side;
  readonly engine: Engine;
  /** Its answers to a scenario; recorded ones where there are some. Scenarios are asked one after the other. */
  readonly ask: (scenario: Scenario) => Promise<Transcript>;
  /** The same, without a look at what is recorded, and without recording it. */
  readonly askAnew: (scenario: Scenario) => Promise<Transcript>;
  readonly close: () => Promise<void>;
}

/** What a server to be asked is made of. */
export interface AskedServerParts {
  readonly side: Side;
  readonly engine: Engine;
  readonly open: () => Promise<Lane>;
  /** Only for parse-server: what this repository's server answers is always asked. */
  readonly recorded: RecordedAnswers | undefined;
}

/** Makes one that does not run yet. */
export function askedServer({ side, engine, open, recorded }: AskedServerParts): AskedServer {
  let opened: Promise<Lane> | undefined;
  const askAnew = async (scenario: Scenario): Promise<Transcript> => {
    opened ??= open();
    return runScenario(await opened, scenario);
  };
  return {
    side,
    engine,
    askAnew,
    async ask(scenario) {
      const known = recorded?.find(engine, scenario);
      if (known !== undefined) return known;
      const transcript = await askAnew(scenario);
      recorded?.keep(engine, scenario, transcript);
      return transcript;
    },
    async close() {
      const lane = await opened?.catch(() => undefined);
      await lane?.close();
    },
  };
}
