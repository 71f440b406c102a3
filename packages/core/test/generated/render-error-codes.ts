import { ERROR_MEANINGS, ErrorCode, statusOfCode } from '../../src/errors/codes.js';

const introduction = `# Error codes

<!-- Generated from packages/core/src/errors/codes.ts by \`npm run docs:reference\`. -->

An error is answered with \`{ "code": 101, "error": "Object not found." }\`. Clients match on the code; the text is for
people. Two answers have no code: \`{ "error": "unauthorized" }\` with HTTP 403, when the keys or the address do not
allow the request, and HTTP errors of requests that reach no operation, such as 404 for an unknown route.

The HTTP status is the one below unless the error names another. Cloud Code may answer with numbers of its own, which
are sent with HTTP 400. Codes of features that a server does not have are kept, since SDKs know them.
[Errors](../architecture/errors.md) says where each kind of error comes from.

| Code | Name | HTTP | Meaning |
| ---: | --- | ---: | --- |`;

/** The reference page of all error codes. */
export function renderErrorCodes(): string {
  const rows = Object.entries(ErrorCode).map(([name, code]) => {
    const meaning = ERROR_MEANINGS.get(code)?.meaning ?? '';
    return `| ${code} | \`${name}\` | ${statusOfCode(code)} | ${meaning} |`;
  });
  return `${[introduction, ...rows].join('\n')}\n`;
}
