import '../shared/tokens.css';
import './styles/base.css';
import './styles/frame.css';
import './styles/controls.css';
import './styles/cells.css';
import './styles/states.css';
import { render } from 'preact';
import { App } from './app.tsx';
import { watchDrafts } from './drafts/drafts.ts';
import { startServiceWorker } from './service-worker/register.ts';
import { speakAsBefore } from './session/language.ts';
import { showTypeSize } from './session/type-size.ts';

showTypeSize();
startServiceWorker();
void speakAsBefore()
  // The English words are not on the phone: Chinese then.
  .catch(() => undefined)
  .then(() => {
    const app = document.getElementById('app') as HTMLElement;
    app.textContent = '';
    render(<App />, app);
    watchDrafts();
  });
