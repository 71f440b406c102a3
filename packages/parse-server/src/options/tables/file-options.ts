import { adapter, flag, group, texts } from '../option-kinds.js';
import type { OptionArea } from '../option-row.js';

/** Files and who may send and fetch them. */
export const fileOptions: OptionArea = {
  title: 'Files',
  rows: [
    {
      name: 'filesAdapter',
      type: adapter('files', 'FilesAdapter'),
      later: 'files',
      about: 'Where the bytes of files are kept.',
    },
    {
      name: 'preserveFileName',
      type: flag,
      default: false,
      later: 'files',
      about: 'Files keep exactly the name they were sent with.',
    },
    {
      name: 'fileUpload',
      type: group,
      env: 'PARSE_SERVER_FILE_UPLOAD_OPTIONS',
      envPrefix: 'PARSE_SERVER_FILE_UPLOAD_',
      later: 'files',
      about: 'Who may send files, and which.',
    },
    { name: 'fileUpload.enableForPublic', type: flag, default: false, about: 'Anybody may send files.' },
    {
      name: 'fileUpload.enableForAnonymousUser',
      type: flag,
      default: false,
      about: 'Anonymous users may send files.',
    },
    {
      name: 'fileUpload.enableForAuthenticatedUser',
      type: flag,
      default: true,
      about: 'Users who logged in may send files.',
    },
    {
      name: 'fileUpload.fileExtensions',
      type: texts,
      about:
        'Regular expressions of the extensions that may be sent; absent: all but those browsers run as code.',
    },
    {
      name: 'fileUpload.allowedFileUrlDomains',
      type: texts,
      default: ['*'],
      about: 'Hosts that the URL of a file in an object may point to.',
    },
    {
      name: 'fileDownload',
      type: group,
      env: 'PARSE_SERVER_FILE_DOWNLOAD_OPTIONS',
      envPrefix: 'PARSE_SERVER_FILE_DOWNLOAD_',
      later: 'files',
      about: 'Who may fetch files.',
    },
    { name: 'fileDownload.enableForPublic', type: flag, default: true, about: 'Anybody may fetch files.' },
    {
      name: 'fileDownload.enableForAnonymousUser',
      type: flag,
      default: true,
      about: 'Anonymous users may fetch files.',
    },
    {
      name: 'fileDownload.enableForAuthenticatedUser',
      type: flag,
      default: true,
      about: 'Users who logged in may fetch files.',
    },
  ],
};
