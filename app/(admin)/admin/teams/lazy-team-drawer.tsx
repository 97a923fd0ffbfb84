'use client';

import dynamic from 'next/dynamic';

/** Most visits change no team, so the drawer comes with the first click. */
export const TeamDrawer = dynamic(() => import('./team-drawer').then((file) => file.TeamDrawer), {
  ssr: false,
});
