export type Server = {
  /** As the application's role, which may create databases. */
  url: string;
  /** As the superuser. */
  adminUrl: string;
  lost: Promise<void>;
  claim(): Promise<boolean>;
  stop(): Promise<void>;
  kill(): void;
};

export function startPostgres(options: {
  dataDir: string;
  port?: number;
  log?: (line: string) => void;
}): Promise<Server>;
