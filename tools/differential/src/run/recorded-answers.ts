import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { incumbentVersion } from '@tools/incumbent';
import type { Json, Scenario } from '../dsl/scenario.js';
import type { Engine } from '../servers/lane.js';
import { cloudFolder, commonOptions, keys, profiles } from '../servers/profiles.js';
import { hasEnded } from './send-request.js';
import type { Transcript } from './run-scenario.js';

/** What parse-server answered to scenarios, so that it is asked once. */
export interface RecordedAnswers {
  /** Undefined when the scenario, its profile or the profile's Cloud Code is another one than at that time. */
  readonly find: (engine: Engine, scenario: Scenario) => Transcript | undefined;
  /** Answers that came too late are not kept. */
  readonly keep: (engine: Engine, scenario: Scenario, transcript: Transcript) => void;
}

/** Keeps a file for each scenario and engine in that folder. */
export function recordedAnswers(folder: string): RecordedAnswers {
  mkdirSync(folder, { recursive: true });
  const cloudCode = readdirSync(cloudFolder)
    .sort()
    .map((file) => readFileSync(join(cloudFolder, file), 'utf8'));
  const fileOf = (engine: Engine, { steps, profile }: Scenario): string => {
    const options = JSON.stringify(profiles[profile]);
    const code = options.includes(cloudFolder) ? cloudCode : [];
    const asked = [form, incumbentVersion, engine, keys, commonOptions, options, code, steps];
    return join(folder, `${createHash('sha256').update(JSON.stringify(asked)).digest('hex')}.json`);
  };
  return {
    find: (engine, scenario) => readTranscript(fileOf(engine, scenario)),
    keep(engine, scenario, transcript) {
      const isInTime = [...transcript.exchanges, ...transcript.state].every(
        ({ answer }) => answer.status > 0 || hasEnded(answer),
      );
      if (isInTime) writeTranscript(fileOf(engine, scenario), transcript);
    },
  };
}

/** What of an answer is kept; recordings of another form are not read. */
const form = 2;

type Written = Omit<Transcript, 'pristineClasses'> & { readonly pristineClasses: readonly [string, Json][] };

function readTranscript(file: string): Transcript | undefined {
  try {
    const written = JSON.parse(readFileSync(file, 'utf8')) as Written;
    return { ...written, pristineClasses: new Map(written.pristineClasses) };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Under another name first: a file of that name is a whole one. */
function writeTranscript(file: string, transcript: Transcript): void {
  const written: Written = { ...transcript, pristineClasses: [...transcript.pristineClasses] };
  writeFileSync(`${file}.draft`, JSON.stringify(written));
  renameSync(`${file}.draft`, file);
}
