/** The QR poster of a site for printing: the server draws it, the page prints it alone. */
import { PrinterOutlined } from '@ant-design/icons';
import { Link, useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useSpeech } from '../../app/language.tsx';
import { Page } from '../../parts/page.tsx';
import { Nothing } from '../../parts/states.tsx';

export default function Poster() {
  const { id } = useParams({ from: '/sites/$id/poster' });
  const { t } = useSpeech();
  const [failed, setFailed] = useState(false);
  return (
    <Page
      title={
        <>
          <Link to="/sites/$id" params={{ id }} className="crumb">
            {t.sites.title}
          </Link>
          {t.sites.poster}
        </>
      }
      actions={
        <Button type="primary" icon={<PrinterOutlined />} onClick={() => window.print()}>
          {t.sites.posterPrint}
        </Button>
      }
    >
      <p className="quiet no-print">{t.sites.posterHint}</p>
      {failed ? (
        <Nothing title={t.states.failing}>
          <Button onClick={() => setFailed(false)}>{t.common.retry}</Button>
        </Nothing>
      ) : (
        <img
          className="poster"
          src={`/api/v1/sites/${id}/poster.svg`}
          alt={t.sites.poster}
          onError={() => setFailed(true)}
        />
      )}
    </Page>
  );
}
