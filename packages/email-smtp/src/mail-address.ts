/** An address as the library takes it: never parsed again, so a name cannot add a recipient. */
export interface MailAddress {
  readonly name: string;
  readonly address: string;
}

/** One mailbox at one domain. No quoting, comments, lists or route parts, which readers understand differently. */
const bareAddress = /^[^\s\p{C}<>()[\]\\,;:"@]+@[^\s\p{C}<>()[\]\\,;:"@]+$/u;
const namedAddress = /^(?<name>[^<>]*)<(?<address>[^<>]*)>$/;
const MAX_LENGTH = 320;

/** Exactly one address, `a@b` or `Name <a@b>`; undefined for everything else. */
export function parseMailAddress(text: string): MailAddress | undefined {
  const { name = '', address = text } = namedAddress.exec(text)?.groups ?? {};
  return mailAddress(name.trim().replace(/^"([^"\\]*)"$/, '$1'), address.trim());
}

/** The name and the address when both are what they should be. */
export function mailAddress(name: string, address: string): MailAddress | undefined {
  if (address.length > MAX_LENGTH || !bareAddress.test(address) || /\p{C}/u.test(name)) return undefined;
  return { name, address };
}
