'use client';

import { Button, Flex } from 'antd';
import { useTranslations } from 'next-intl';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useState } from 'react';
import { useDrawer } from '@/components/ui/use-drawer';
import type { ShownUser } from '@/lib/accounts/list-users';
import type { Move } from './move-dialog';

const MoveDialog = dynamic(() => import('./move-dialog').then((file) => file.MoveDialog), { ssr: false });

/** What can be done about a user now. */
export function UserMoves({ user }: { user: ShownUser }) {
  const t = useTranslations('users');
  const [asked, setAsked] = useState<Move>();
  const { show, drawer } = useDrawer();
  // What becomes of the codes is asked on the distributor's own page.
  const sells = user.role === 'DISTRIBUTOR';
  const switched: Move[] = user.state === 'disabled' ? ['enable'] : ['disable'];
  const moves: Move[] = [
    ...(user.state === 'disabled' ? [] : (['link'] as const)),
    ...(sells ? [] : switched),
  ];
  return (
    <Flex gap={8} align="center" wrap>
      {sells && (
        <Link
          href={`/admin/distributors/${user.id}`}
          prefetch={false}
          aria-label={t('distributor_of', { name: user.name })}
        >
          {t('distributor')}
        </Link>
      )}
      {moves.map((move) => (
        <Button
          key={move}
          size="small"
          danger={move === 'disable'}
          aria-haspopup="dialog"
          aria-label={t(`move.${move}.named`, { name: user.name })}
          onClick={() => {
            setAsked(move);
            show();
          }}
        >
          {t(`move.${move}.verb`)}
        </Button>
      ))}
      {asked && drawer && <MoveDialog {...drawer} key={drawer.key} user={user} move={asked} />}
    </Flex>
  );
}
