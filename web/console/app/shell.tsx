/** The frame of every page: menu after the stations, who is there, and the way out. */
import { MenuOutlined } from '@ant-design/icons';
import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { Button, Drawer } from 'antd';
import { useEffect, useState } from 'react';
import { KeyHelp } from '../parts/keys.tsx';
import { OfflineBar } from '../parts/offline-bar.tsx';
import { Forbidden } from '../parts/states.tsx';
import { useSpeech } from './language.tsx';
import { placeOf, STATIONS } from './places.ts';
import { holds, useSession } from './session.tsx';
import { SignedIn } from './signed-in.tsx';

export function Shell() {
  const { t } = useSpeech();
  const { me } = useSession();
  const { pathname } = useLocation();
  const [menuOpen, openMenu] = useState(false);
  const place = placeOf(pathname);
  const barred = place?.roles && !holds(me, place.roles) ? place.roles : null;
  useEffect(() => {
    openMenu(false);
    document.title = place ? `${t.menu[place.name]} · ${t.name}` : t.title;
  }, [place, t]);
  return (
    <div className="shell">
      <a className="skip" href="#main">
        {t.menu.skip}
      </a>
      <aside className="shell-side">
        <Brand />
        <Menu />
        <SignedIn />
      </aside>
      <header className="shell-top">
        <Button type="text" icon={<MenuOutlined />} aria-label={t.menu.open} onClick={() => openMenu(true)} />
        <strong>{t.name}</strong>
        <span className="quiet">{me.street.name}</span>
      </header>
      <Drawer open={menuOpen} onClose={() => openMenu(false)} placement="left" size={264} title={t.name}>
        <Menu />
        <SignedIn />
      </Drawer>
      <main id="main" className="shell-main" tabIndex={-1}>
        <OfflineBar />
        {barred ? <Forbidden roles={barred} /> : <Outlet />}
      </main>
      <KeyHelp />
    </div>
  );
}

function Brand() {
  const { t } = useSpeech();
  const { me } = useSession();
  return (
    <div className="brand">
      <img src={`${import.meta.env.BASE_URL}mark.svg`} alt="" width={28} height={28} />
      <div>
        <strong>{t.name}</strong>
        <span className="quiet">{me.street.name}</span>
      </div>
    </div>
  );
}

function Menu() {
  const { t } = useSpeech();
  const { me } = useSession();
  const { pathname } = useLocation();
  const here = placeOf(pathname);
  return (
    <nav className="menu" aria-label={t.menu.label}>
      {STATIONS.map(({ code, places }) => {
        const mine = places.filter(({ roles }) => !roles || holds(me, roles));
        if (mine.length === 0) return null;
        return (
          <div key={code} className={`menu-station menu-${code}`}>
            {code !== 'work' && <h2>{t.stations[code]}</h2>}
            <ul>
              {mine.map((place) => (
                <li key={place.path}>
                  <Link to={place.path as '/'} aria-current={place === here ? 'page' : undefined}>
                    {t.menu[place.name]}
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        );
      })}
    </nav>
  );
}
