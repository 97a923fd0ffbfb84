'use client';

import { Button, Flex } from 'antd';
import { useTranslations } from 'next-intl';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import type { ShownUser } from '@/lib/accounts/list-users';
import type { Move } from './move-dialog';

const MoveDialog = dynamic(() => import('./move-dialog').then((file) => file.MoveDialog), { ssr: false });

/** What can be done about a user now. */
export function UserMoves({ user }: { user: ShownUser }) {
  const t = useTranslations('users');
  const [asked, setAsked] = useState<Move>();
  const moves: Move[] = user.state === 'disabled' ? ['enable'] : ['link', 'disable'];
  return (
    <Flex gap={8} wrap>
      {moves.map((move) => (
        <Button
          key={move}
          size="small"
          danger={move === 'disable'}
          aria-haspopup="dialog"
          aria-label={t(`move.${move}.named`, { name: user.name })}
          onClick={() => setAsked(move)}
        >
          {t(`move.${move}.verb`)}
        </Button>
      ))}
      {asked && <MoveDialog user={user} move={asked} close={() => setAsked(undefined)} />}
    </Flex>
  );
}
