import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import type { Json } from '../types/json.js';
import type { StoredObject } from '../types/object.js';

/** What a write says about the device it comes from; an empty text counts as nothing said. */
export interface DeviceClaim {
  /** The row an update names. */
  readonly objectId: string | undefined;
  /** As the body gives it. */
  readonly installationId: string | undefined;
  /** The id to look for: that of the body, else that of the request. */
  readonly lookupId: string | undefined;
  readonly deviceToken: string | undefined;
  readonly appIdentifier: string | undefined;
  readonly hasDeviceType: boolean;
}

/** Which row a write goes to, and which rows it makes obsolete. */
export interface MergePlan {
  /** Undefined: a new row. */
  readonly target: StoredObject | undefined;
  readonly obsolete: ObsoleteRows | undefined;
}

/** Rows that claim a device by `field`, which from now on is another row's. */
export interface ObsoleteRows {
  readonly objectIds: readonly string[];
  readonly field: 'deviceToken' | 'installationId';
  readonly value: Json;
}

/**
 * Decides what a device's rows become, so that no device gets a push twice: one row per installation id, one per
 * device token and app. `rows` are those the claim may be about: with its id, its token, or named by it; of a row
 * known by id and one known by token, that of `priority` stays. Fails with MissingRequiredField and
 * AmbiguousInstallation.
 */
export function planMerge(
  claim: DeviceClaim,
  rows: readonly StoredObject[],
  priority: ObsoleteRows['field'],
): MergePlan {
  const own = ownRow(claim, rows);
  const sharing = claim.deviceToken ? rows.filter((row) => row.deviceToken === claim.deviceToken) : [];
  const [only] = sharing.length === 1 ? sharing : [];
  if (!own) return adoptByToken(claim, sharing, only);
  if (only && only !== own && !only.installationId) return mergeTwo(own, only, priority);
  const newToken = claim.deviceToken !== undefined && own.deviceToken !== claim.deviceToken;
  const obsolete = newToken && claim.installationId ? otherHolders(claim, sharing) : undefined;
  return { target: own, obsolete };
}

/** Two rows with one id are not made any more; of old ones the younger is the device's. */
function ownRow(claim: DeviceClaim, rows: readonly StoredObject[]): StoredObject | undefined {
  const byId = claim.lookupId ? rows.findLast((row) => row.installationId === claim.lookupId) : undefined;
  return byId ?? rows.find((row) => row.objectId === claim.objectId);
}

/** A device nobody knows by id: it takes over the row with its token, unless that is plainly another device's. */
function adoptByToken(
  claim: DeviceClaim,
  sharing: readonly StoredObject[],
  only: StoredObject | undefined,
): MergePlan {
  if (!claim.hasDeviceType) {
    throw new ParseError(ErrorCode.MissingRequiredField, 'deviceType must be specified in this operation');
  }
  if (sharing.length === 0) return { target: undefined, obsolete: undefined };
  if (only && (!only.installationId || !claim.lookupId)) return { target: only, obsolete: undefined };
  if (!claim.installationId) {
    throw new ParseError(
      ErrorCode.AmbiguousInstallation,
      'Must specify installationId when deviceToken matches multiple Installation objects',
    );
  }
  return { target: undefined, obsolete: otherHolders(claim, sharing) };
}

/** One row knows the device by id, the other by token only: they are the same device. */
function mergeTwo(own: StoredObject, byToken: StoredObject, priority: ObsoleteRows['field']): MergePlan {
  if (priority === 'deviceToken') {
    return { target: byToken, obsolete: obsoleteRows([own], 'installationId', own.installationId ?? null) };
  }
  return { target: own, obsolete: obsoleteRows([byToken], 'deviceToken', byToken.deviceToken ?? null) };
}

/** The token has moved to another installation of the app; push services give one token to one app only. */
function otherHolders(claim: DeviceClaim, sharing: readonly StoredObject[]): ObsoleteRows | undefined {
  const others = sharing.filter(
    (row) =>
      row.installationId !== claim.installationId &&
      (!claim.appIdentifier || row.appIdentifier === claim.appIdentifier),
  );
  return others.length > 0 ? obsoleteRows(others, 'deviceToken', claim.deviceToken ?? null) : undefined;
}

function obsoleteRows(
  rows: readonly StoredObject[],
  field: ObsoleteRows['field'],
  value: Json,
): ObsoleteRows {
  return { objectIds: rows.map((row) => row.objectId), field, value };
}
