import type { Client, Pool } from 'pg';

/** What is used of the driver. */
export interface Driver {
  readonly Client: typeof Client;
  readonly Pool: typeof Pool;
}

/** The `pg` driver, loaded at the first use: importing the adapter costs nothing. */
export async function loadDriver(): Promise<Driver> {
  const { default: driver } = await import('pg');
  return driver;
}
