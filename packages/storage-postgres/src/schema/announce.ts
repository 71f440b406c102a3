import type { Session } from '../connection/session.js';

/** The channel on which parse-server tells of changed classes. */
export const CHANNEL = 'schema.change';

/**
 * Tells the other servers, when the transaction commits, that a class changed. They know our own announcements by the
 * process of the connection.
 */
export async function announceChange(session: Session): Promise<void> {
  await session.rows({
    sql: `SELECT pg_notify('${CHANNEL}', jsonb_build_object('senderId', current_setting('parse.sender_id', TRUE))::text)`,
    params: [],
  });
}
