import { safetyHeaders } from './render/security-headers.js';
import type { PagesOptions } from './pages-options.js';
import type { PagesResponse } from './pages-request.js';

/** Parameters of a page by name, in the order in which redirects have them. */
export type PageParameters = ReadonlyMap<string, string>;

/** Sends the reader to an address, which gets the parameters. The address is one of the operator's in any case. */
export function redirectTo(
  address: string,
  parameters: PageParameters,
  options: Pick<PagesOptions, 'encodePageParamHeaders'>,
): PagesResponse {
  const url = new URL(address);
  for (const [name, value] of parameters) url.searchParams.append(name, value);
  return {
    status: 303,
    headers: { ...parameterHeaders(parameters, options), ...safetyHeaders, Location: url.href },
    body: { kind: 'text', text: 'See Other', type: 'text/plain; charset=utf-8' },
  };
}

/** The parameters as headers, for clients that look for them there. What a header cannot hold is percent-encoded. */
export function parameterHeaders(
  parameters: PageParameters,
  { encodePageParamHeaders = false }: Pick<PagesOptions, 'encodePageParamHeaders'>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Array.from(parameters, ([name, value]) => [
      `x-parse-page-param-${name.toLowerCase()}`,
      encodePageParamHeaders || !/^[\x20-\x7e]*$/.test(value) ? encodeURIComponent(wellFormed(value)) : value,
    ]),
  );
}

/** Halves of characters replaced: they cannot be encoded. */
function wellFormed(text: string): string {
  return text.replaceAll(/\p{Surrogate}/gu, '\uFFFD');
}
