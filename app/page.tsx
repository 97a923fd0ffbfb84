import { redirect } from 'next/navigation';
import { signedInPerson } from '@/lib/web/signed-in-person';

/** Leads everybody to the page their work begins on. */
export default async function StartPage() {
  const { role } = await signedInPerson();
  redirect(role === 'DISTRIBUTOR' ? '/dashboard' : '/admin/orders');
}
