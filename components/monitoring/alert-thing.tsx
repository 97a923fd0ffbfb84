'use client';

import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { orderOf } from '@/lib/monitoring/shape';
import { placeOf, type PlacedAlert } from './alert-place';

type ThingProps = { alert: PlacedAlert; seesAll: boolean };

/** What an alert is about, with the way to it where the reader may go it. */
export function AlertThing({ alert, seesAll }: ThingProps) {
  const t = useTranslations('alerts');
  const place = placeOf(alert);
  if (!place) return <code>{alert.facts.order_no ?? alert.key}</code>;
  if (place.forAdmins && !seesAll) return null;
  return (
    <Link prefetch={false} href={place.href}>
      {place.of === 'order' ? <code>{orderOf(alert)}</code> : t(`place.${place.of}`)}
    </Link>
  );
}
