export function loadSettings(): { embedded: boolean; dataDir: string; host: string; port: number };
