export type Database = { url: string; adminUrl: string };

export type Server = Database & {
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

export function runningDatabase(dataDir: string): Database | undefined;
