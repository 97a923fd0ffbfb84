import { useTranslations } from 'next-intl';
import { ExportLink } from '@/components/ui/export-link';
import { KeysetPager } from '@/components/ui/keyset-pager';
import { Section } from '@/components/ui/section';
import type { Page } from '@/lib/paging';
import type { Delivery } from '@/lib/webhooks/list-deliveries';
import type { Endpoint } from '@/lib/webhooks/list-endpoints';
import type { DeliveriesQuery } from '@/lib/webhooks/schema';
import { Deliveries } from './deliveries';
import { DeliveryFilters } from './delivery-filters';
import { Endpoints } from './endpoints';
import { VerifyExample } from './verify-example';

type WebhooksViewProps = {
  whose: 'me' | number;
  endpoints: Endpoint[];
  page: Page<Delivery>;
  query: DeliveriesQuery;
  /** Where the page of a delivery is, and all of them as a file. */
  base: string;
  file: string;
};

/** The endpoints of a distributor, how a receiver is made, and what was sent. */
export function WebhooksView({ whose, endpoints, page, query, base, file }: WebhooksViewProps) {
  const [t, ui] = [useTranslations('webhooks'), useTranslations('ui')];
  const { limit, ...asked } = query;
  return (
    <>
      <Endpoints endpoints={endpoints} whose={whose} />
      <VerifyExample />
      <Section title={t('deliveries')} extra={<ExportLink of={file}>{ui('export')}</ExportLink>}>
        <DeliveryFilters endpoints={endpoints} />
        <Deliveries
          deliveries={page.items}
          base={base}
          narrowed={Object.values(asked).some((one) => one !== undefined)}
        />
        <KeysetPager page={page} limit={limit} />
      </Section>
    </>
  );
}
