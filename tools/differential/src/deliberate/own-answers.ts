/** Scenarios, by the beginning of their ids, in which each database says something of its own. */
const ownAnswers: readonly string[] = [
  // Its pipeline, its indexes, its replicas.
  'aggregation/stages: A stage that is none',
  'aggregation/stored-columns: ',
  'queries/refusals: A search with a hint',
  'queries/refusals: A search with a read preference',
  // How well a text fits.
  'text-search/terms: The best find comes first',
  'text-search/terms: The score is shown',
  // Texts at random, in the page of a link, too, and times as numbers, none of which is masked.
  'auth/authenticators: ',
  'auth/text-messages: ',
  'mail/mails: A forgotten password is set by a link',
];

/** True when ours may answer that scenario differently on each database; all others it answers alike. */
export function hasOwnAnswers(id: string): boolean {
  return ownAnswers.some((beginning) => id.startsWith(beginning));
}
