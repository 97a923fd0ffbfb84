'use client';

import { DownloadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useSearchParams } from 'next/navigation';
import type { ReactNode } from 'react';

/** A list as a file, narrowed down like the page; a link, so it works before scripts have loaded. */
export function ExportLink({ of, children }: { of: string; children: ReactNode }) {
  const asked = new URLSearchParams(useSearchParams());
  // The file has all rows, wherever in the list the page is.
  for (const name of ['cursor', 'limit', 'format']) asked.delete(name);
  const search = new URLSearchParams([['format', 'csv'], ...asked]);
  return (
    <Button icon={<DownloadOutlined aria-hidden />} href={`${of}?${search.toString()}`} download>
      {children}
    </Button>
  );
}
