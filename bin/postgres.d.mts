export type Database = {
  /** As the application's role, which may create databases. */
  url: string;
  /** As the superuser. */
  adminUrl: string;
};

export type Server = Database & {
  lost: Promise<void>;
  claim(): Promise<boolean>;
  recreate(): Promise<void>;
  stop(): Promise<void>;
  kill(): void;
};

export function startPostgres(options: {
  dataDir: string;
  port?: number;
  log?: (line: string) => void;
}): Promise<Server>;

export function runningDatabase(dataDir: string): Database | undefined;
