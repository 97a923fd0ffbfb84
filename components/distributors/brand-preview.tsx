import { useTranslations } from 'next-intl';
import { PALETTE, type Mode } from '@/components/ui/palette';
import type { Brand } from '@/lib/distributors/brand-of';
import { brandColors } from './brand-colors';
import styles from './brand-preview.module.css';

/** How customers see a brand, in the light and in the dark, whichever is on. */
export function BrandPreview({ brand }: { brand: Brand }) {
  return (
    <div className={styles.previews}>
      <Preview brand={brand} mode="light" />
      <Preview brand={brand} mode="dark" />
    </div>
  );
}

function Preview({ brand, mode }: { brand: Brand; mode: Mode }) {
  const t = useTranslations('brand');
  const { card, text, lineSoft, primary, link } = PALETTE[mode];
  const shown = brand.color && brandColors(brand.color, mode).accent;
  const fill = shown ?? primary;
  return (
    <figure className={styles.preview}>
      <div className={styles.card} style={{ background: card, color: text, borderColor: lineSoft }}>
        <div className={styles.stripe} style={{ background: fill }} />
        <div className={styles.head}>
          {/* oxlint-disable-next-line nextjs/no-img-element -- it may be a picture that was only chosen, not yet uploaded */}
          {brand.logo && <img src={brand.logo} alt="" className={styles.logo} />}
          <p className={styles.name} style={{ color: shown ?? link }}>
            {brand.name}
          </p>
        </div>
        {brand.welcome_text && <p className={styles.welcome}>{brand.welcome_text}</p>}
        <span className={styles.button} style={{ background: fill, color: shown ? card : '#ffffff' }}>
          {t('sample')}
        </span>
      </div>
      <figcaption>
        {t(mode)}
        {shown && shown !== brand.color && <p>{t('corrected', { color: shown })}</p>}
      </figcaption>
    </figure>
  );
}
