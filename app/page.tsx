import { redirect } from 'next/navigation';
import { signedInPerson } from '@/lib/web/signed-in-person';

const START = { ADMIN: '/admin/overview', OPERATOR: '/admin/orders', DISTRIBUTOR: '/dashboard' } as const;

/** Leads everybody to the page their work begins on. */
export default async function StartPage() {
  const { role } = await signedInPerson();
  redirect(START[role]);
}
