import { useTranslations, type Messages } from 'next-intl';

type Method = keyof Messages['way_to_pay']['name'];

/** What a way to pay is called. One that another version knows keeps its own name. */
export function useWayName() {
  const t = useTranslations('way_to_pay.name');
  return (method: string) => {
    // The compiler cannot follow a method into the catalogue.
    const key = method as Method;
    return /^[a-z_]+$/.test(method) && t.has(key) ? t(key) : method;
  };
}
