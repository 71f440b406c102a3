import {
  anyAdapter,
  code,
  customRoute,
  either,
  flag,
  group,
  listOf,
  mapOf,
  number,
  text,
} from '../option-kinds.js';
import type { OptionArea, OptionRow } from '../option-row.js';

/** Mails and the pages they lead to. */
export const pagesOptions: OptionArea = {
  title: 'Mail and pages',
  rows: [
    {
      name: 'emailAdapter',
      type: anyAdapter('EmailAdapter'),
      secret: true,
      about:
        'What sends mails: an adapter object, a class, the name of a module, or `{ module, options }`. Adapters written for Parse Server (`sendMail`) work, too.',
    },
    { name: 'pages', type: group, about: 'The pages for e-mail verification and password reset.' },
    {
      name: 'pages.pagesEndpoint',
      type: text,
      default: 'apps',
      about: 'The first part of the path of pages, in links of mails.',
    },
    { name: 'pages.pagesPath', type: text, about: 'The folder with pages of your own.' },
    {
      name: 'pages.forceRedirect',
      type: flag,
      default: false,
      about: 'Always answers with a redirect to a page.',
    },
    {
      name: 'pages.enableLocalization',
      type: flag,
      default: false,
      about: 'Serves pages in the language of the reader.',
    },
    { name: 'pages.localizationJsonPath', type: text, about: 'The file with translations.' },
    {
      name: 'pages.localizationFallbackLocale',
      type: text,
      default: 'en',
      about: 'The language when there is no translation.',
    },
    {
      name: 'pages.placeholders',
      type: either(
        mapOf(either(text, number, flag)),
        code('(parameters: Readonly<Record<string, string>>) => Placeholders | Promise<Placeholders>'),
      ),
      default: {},
      about: 'Texts that pages may show, or a function that is told the parameters of a page and gives them.',
    },
    { name: 'pages.customUrls', type: group, about: 'Addresses that replace pages.' },
    ...pageRows('pages.customUrls', 'PARSE_SERVER_PAGES_CUSTOM_URL_', [
      'passwordReset',
      'passwordResetSuccess',
      'passwordResetLinkInvalid',
      'emailVerificationSuccess',
      'emailVerificationSendSuccess',
      'emailVerificationSendFail',
      'emailVerificationLinkInvalid',
      'emailVerificationLinkExpired',
    ]),
    {
      name: 'pages.customRoutes',
      type: listOf(customRoute),
      default: [],
      about: 'Routes of your own below the app id: method, path and handler of each.',
    },
    {
      name: 'pages.encodePageParamHeaders',
      type: flag,
      default: false,
      about: 'Percent-encodes the parameters of pages in headers.',
    },
    {
      name: 'customPages',
      type: group,
      deprecated: 'Use pages.customUrls.',
      about: 'Addresses that replace pages, in the form of earlier versions.',
    },
    ...pageRows('customPages', 'PARSE_SERVER_CUSTOM_PAGES_', [
      'invalidLink',
      'linkSendFail',
      'choosePassword',
      'linkSendSuccess',
      'verifyEmailSuccess',
      'passwordResetSuccess',
      'invalidVerificationLink',
      'expiredVerificationLink',
      'invalidPasswordResetLink',
      'parseFrameURL',
    ]),
  ],
};

function pageRows(parent: string, envPrefix: string, pages: readonly string[]): OptionRow[] {
  return pages.map((page) => ({
    name: `${parent}.${page}`,
    type: text,
    env: `${envPrefix}${page.replaceAll(/([a-z])([A-Z])/g, '$1_$2').toUpperCase()}`,
    about: aboutPage(page),
  }));
}

function aboutPage(page: string): string {
  return page === 'parseFrameURL'
    ? 'An address that links in mails lead to instead; it gets the path of the page as `link`.'
    : `The address in place of the page \`${page}\`.`;
}
