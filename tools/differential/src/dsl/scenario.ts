import type { ProfileName } from '../servers/profiles.js';

/** What JSON can say. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** An object of JSON. */
export interface JsonObject {
  readonly [key: string]: Json;
}

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE' | 'OPTIONS' | 'HEAD';

/** Who sends a request, and what later steps call its answer. */
export interface StepOptions {
  /** A key (`master`, `readOnly`, `maintenance`) or the name of an earlier answer that holds a `sessionToken`. */
  readonly by?: string;
  /** Later steps use the answer's body: `<note.objectId>`. */
  readonly name?: string;
  /** Added to the usual ones; `null` removes one. */
  readonly headers?: Readonly<Record<string, string | null>>;
  /** Parameters in the URL: texts as they are, everything else as JSON. */
  readonly query?: JsonObject;
  /** Asked again until the answer has as many `results`: for what the server does after it has answered. */
  readonly rows?: number;
  /** A body that is sent as it stands, for what is not JSON. */
  readonly raw?: string;
}

/** One request. All texts in it may contain `<name.path>`, which stands for a value of an earlier answer. */
export interface Step extends StepOptions {
  readonly method: Method;
  /** Below the mount path: `/classes/Note`. */
  readonly path: string;
  readonly body?: Json;
}

/** One behaviour: requests to an empty server, whose answers and leftovers are compared. */
export interface Scenario {
  readonly title: string;
  readonly steps: readonly Step[];
  /** The server it needs; by default one with every option at its default. */
  readonly profile: ProfileName;
}

/** A scenario with its place: the folder it lies in and its file. */
export interface PlacedScenario extends Scenario {
  readonly area: string;
  /** `objects/increment: Increment adds to a number` */
  readonly id: string;
}

/** What a scenario may ask for. */
export interface ScenarioOptions {
  readonly profile?: ProfileName;
}

/** Names a behaviour and lists the requests that show it. */
export function scenario(title: string, steps: readonly Step[], options: ScenarioOptions = {}): Scenario {
  const names = steps.flatMap(({ name }) => (name === undefined ? [] : [name]));
  if (new Set(names).size < names.length) throw new Error(`two answers of "${title}" have the same name`);
  return { title, steps, profile: options.profile ?? 'standard' };
}

/** A behaviour of servers with Cloud Code, `cloud/main.cjs`. */
export function inCloud(title: string, ...steps: readonly Step[]): Scenario {
  return scenario(title, steps, { profile: 'cloud' });
}

/** A behaviour of servers that send mails and text messages, and know identities. */
export function withMails(title: string, ...steps: readonly Step[]): Scenario {
  return scenario(title, steps, { profile: 'mails' });
}
