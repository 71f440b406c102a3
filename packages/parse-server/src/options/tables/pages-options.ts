import { anyAdapter, flag, group, json, jsonMap, listOf, text } from '../option-kinds.js';
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
    { name: 'pages.pagesPath', type: text, later: 'pages', about: 'The folder with pages of your own.' },
    {
      name: 'pages.forceRedirect',
      type: flag,
      later: 'pages',
      default: false,
      about: 'Always answers with a redirect to a page.',
    },
    {
      name: 'pages.enableLocalization',
      type: flag,
      later: 'pages',
      default: false,
      about: 'Serves pages in the language of the reader.',
    },
    { name: 'pages.localizationJsonPath', type: text, later: 'pages', about: 'The file with translations.' },
    {
      name: 'pages.localizationFallbackLocale',
      type: text,
      later: 'pages',
      default: 'en',
      about: 'The language when there is no translation.',
    },
    {
      name: 'pages.placeholders',
      type: jsonMap,
      later: 'pages',
      default: {},
      about: 'Texts that pages may show.',
    },
    { name: 'pages.customUrls', type: group, later: 'pages', about: 'Addresses that replace pages.' },
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
      type: listOf(json),
      later: 'pages',
      default: [],
      about: 'Routes of your own: method, path and handler of each.',
    },
    {
      name: 'pages.encodePageParamHeaders',
      type: flag,
      later: 'pages',
      default: false,
      about: 'Percent-encodes the parameters of pages in headers.',
    },
    {
      name: 'customPages',
      type: group,
      later: 'pages',
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
    about: `The address in place of the page \`${page}\`.`,
  }));
}
