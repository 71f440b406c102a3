import { defaultSettings } from '@parse/core';
import { flag, group, jsonMap, oneOf, whole } from '../option-kinds.js';
import type { OptionArea } from '../option-row.js';

const { installation } = defaultSettings;

/** Notifications and the devices they go to. */
export const pushOptions: OptionArea = {
  title: 'Push and installations',
  rows: [
    { name: 'push', type: group, later: 'push', secret: true, about: 'How notifications are delivered.' },
    { name: 'push.adapter', type: jsonMap, about: 'The push adapter.' },
    { name: 'push.ios', type: jsonMap, about: 'Access to the push service of Apple.' },
    { name: 'push.android', type: jsonMap, about: 'Access to the push service of Google.' },
    { name: 'push.web', type: jsonMap, about: 'Access to the push services of browsers.' },
    { name: 'push.expo', type: jsonMap, about: 'Access to the push service of Expo.' },
    { name: 'push.queueOptions', type: group, about: 'How notifications are split into work.' },
    {
      name: 'push.queueOptions.disablePushWorker',
      type: flag,
      default: false,
      about: 'Leaves the work to other processes.',
    },
    { name: 'push.queueOptions.concurrency', type: whole(1), about: 'Pieces of work at the same time.' },
    {
      name: 'push.queueOptions.batchSize',
      type: whole(1),
      default: 100,
      about: 'Devices in a piece of work.',
    },
    {
      name: 'scheduledPush',
      type: flag,
      default: false,
      later: 'push',
      about: 'Another process sends scheduled notifications.',
    },
    { name: 'installation', type: group, about: 'How installations that share a device token are merged.' },
    {
      name: 'installation.duplicateDeviceTokenAction',
      type: oneOf('delete', 'update'),
      default: installation.duplicateDeviceTokenAction,
      about: 'Deletes the older installation, or takes the token from it.',
    },
    {
      name: 'installation.duplicateDeviceTokenActionEnforceAuth',
      type: flag,
      default: installation.duplicateDeviceTokenActionEnforceAuth,
      about: 'Only installations that the caller may write are touched.',
    },
    {
      name: 'installation.duplicateDeviceTokenMergePriority',
      type: oneOf('deviceToken', 'installationId'),
      default: installation.duplicateDeviceTokenMergePriority,
      about: 'Which of two matching installations is kept.',
    },
  ],
};
