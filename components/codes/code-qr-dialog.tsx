'use client';

import { Button, Modal, QRCode } from 'antd';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { CopyButton } from '@/components/ui/copy-button';
import styles from './code-qr-dialog.module.css';
import { inviteLink } from './code-links';
import { pngOf, saveAs, svgOf } from './qr-file';

type CodeQrDialogProps = { code: string; origin: string; close: () => void };

/** The invite link of a code to be scanned or printed. */
export function CodeQrDialog({ code, origin, close }: CodeQrDialogProps) {
  const t = useTranslations('codes');
  const [open, setOpen] = useState(true);
  const drawing = useRef<HTMLDivElement>(null);
  const link = inviteLink(origin, code);
  const drawn = () => {
    const svg = drawing.current?.querySelector('svg');
    if (!svg) throw new Error('the QR code is not drawn');
    return svg;
  };
  return (
    <Modal
      open={open}
      title={t('qr_title', { code })}
      footer={null}
      onCancel={() => setOpen(false)}
      afterClose={close}
    >
      <p className={styles.purpose}>{t('qr_purpose')}</p>
      <div ref={drawing} className={styles.paper}>
        {/* Scanners read dark on light only, in either mode; the blank around it belongs to the code. */}
        <QRCode
          value={link}
          aria-label={t('qr_image', { link })}
          type="svg"
          size={240}
          marginSize={4}
          errorLevel="M"
          color="#000"
          bgColor="#fff"
          bordered={false}
        />
      </div>
      <p className={styles.link}>
        <a href={link}>{link}</a> <CopyButton text={link} label={t('copy_link')} />
      </p>
      <div className={styles.files}>
        <Button onClick={() => void pngOf(drawn()).then((png) => saveAs(png, `${code}.png`))}>
          {t('download_png')}
        </Button>
        <Button onClick={() => saveAs(svgOf(drawn()), `${code}.svg`)}>{t('download_svg')}</Button>
      </div>
    </Modal>
  );
}
