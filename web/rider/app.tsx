/** Which page stands at which address; home and welcome come with the first load, the others when they open. */
import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import { ErrorBoundary, lazy } from 'preact-iso';
import { LocationProvider, Route, Router, useLocation } from 'preact-iso/router';
import { Home } from './pages/home/Home.tsx';
import { SignIn } from './pages/welcome/SignIn.tsx';
import { WelcomePage } from './pages/welcome/WelcomePage.tsx';
import { Banners } from './parts/Banners.tsx';
import NotOpened from './parts/NotOpened.tsx';
import { Page } from './parts/Page.tsx';
import { TabBar, tabPaths } from './parts/TabBar.tsx';
import { t } from './session/language.ts';
import { worker } from './session/session.ts';

/** A page that comes with its own file when it is first opened; where that fails, a page that says so. */
const later = (load: () => Promise<{ default: () => JSX.Element }>) =>
  lazy(() => load().catch(() => ({ default: NotOpened })));

const ReportPage = later(() => import('./pages/report/ReportPage.tsx'));
const MyReports = later(() => import('./pages/reports/MyReports.tsx'));
const OneReport = later(() => import('./pages/reports/OneReport.tsx'));
const Points = later(() => import('./pages/points/Points.tsx'));
const PolicyPage = later(() => import('./pages/points/PolicyPage.tsx'));
const Me = later(() => import('./pages/me/Me.tsx'));
const MyCardPage = later(() => import('./pages/me/MyCardPage.tsx'));
const MyRoles = later(() => import('./pages/me/MyRoles.tsx'));
const Belonging = later(() => import('./pages/me/BelongingPage.tsx'));
const Consents = later(() => import('./pages/me/Consents.tsx'));
const Looks = later(() => import('./pages/me/Looks.tsx'));
const OutboxPage = later(() => import('./pages/outbox/OutboxPage.tsx'));
const NoticesPage = later(() => import('./pages/home/NoticesPage.tsx'));

/** Pages about oneself ask to sign in at their own address, so that the place is kept. */
const own = (Inside: () => ComponentChildren) => () => (worker.value ? <Inside /> : <SignIn />);

const pages = [
  { path: '/', component: own(Home) },
  { path: '/s/:street', component: WelcomePage },
  { path: '/s/:street/:site', component: WelcomePage },
  { path: '/notices', component: own(NoticesPage) },
  { path: '/outbox', component: OutboxPage },
  { path: '/report', component: ReportPage },
  { path: '/report/:draft', component: ReportPage },
  { path: '/reports', component: own(MyReports) },
  { path: '/reports/:id', component: own(OneReport) },
  { path: '/points', component: own(Points) },
  { path: '/points/policy', component: PolicyPage },
  { path: '/me', component: own(Me) },
  { path: '/me/card', component: own(MyCardPage) },
  { path: '/me/roles', component: own(MyRoles) },
  { path: '/me/grid', component: own(Belonging) },
  { path: '/me/consents', component: own(Consents) },
  { path: '/me/looks', component: own(Looks) },
];

export function App() {
  const [broken, setBroken] = useState(false);
  return (
    <LocationProvider>
      <Banners />
      {broken ? (
        <NotOpened />
      ) : (
        <ErrorBoundary onError={() => setBroken(true)}>
          <Router onRouteChange={() => scrollTo(0, 0)}>
            {pages.map(({ path, component }) => (
              <Route key={path} path={path} component={component} />
            ))}
            <Route default component={NoSuchPage} />
          </Router>
        </ErrorBoundary>
      )}
      <Tabs />
    </LocationProvider>
  );
}

function Tabs() {
  const { path } = useLocation();
  if (!tabPaths.includes(path)) return null;
  return worker.value || path === '/report' ? <TabBar /> : null;
}

const NoSuchPage = () => (
  <Page title={t().failing.noSuchPage} back="/">
    <div class="state">
      <a class="button" href="/">
        {t().failing.toHome}
      </a>
    </div>
  </Page>
);
