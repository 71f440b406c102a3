import type { ClientSession, MongoClient } from 'mongodb';

/**
 * Sessions for reads outside of transactions. The driver makes one for each command that is given none, and a copy of it
 * when the command is over, which costs more than a short answer does to read; these are used again and again, by one
 * read at a time. They promise nothing to one another: no read has to see what another one saw.
 */
export interface ReadSessions {
  /** A session that no read has; undefined where it is left to the driver. */
  take(): ClientSession | undefined;
  /** Leaves the session to other reads. */
  giveBack(session: ClientSession): void;
  /** Ends the session of a read that failed: the server may not know how far it got. */
  drop(session: ClientSession): Promise<void>;
}

/** As many reads as the driver sends to one server at a time by default; sessions of those that wait would be in vain. */
const MOST_SESSIONS = 100;

/** Ended when the client is closed, as all sessions are. */
export function createReadSessions(client: MongoClient, canHaveSessions: boolean): ReadSessions {
  const idle: ClientSession[] = [];
  let count = 0;
  // Behind a load balancer a session that has read keeps its connection until it ends.
  const most = canHaveSessions && !client.options.loadBalanced ? MOST_SESSIONS : 0;
  return {
    take() {
      const session = idle.pop();
      if (session || count >= most) return session;
      count += 1;
      return client.startSession({ causalConsistency: false });
    },
    giveBack(session) {
      idle.push(session);
    },
    async drop(session) {
      count -= 1;
      await session.endSession();
    },
  };
}
