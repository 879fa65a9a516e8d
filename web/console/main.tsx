/** Starts the staff console. */
import '../shared/tokens.css';
import './styles/console.css';
import './styles/print.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Console } from './app/console.tsx';
import { reloadWhenRenewed } from './app/newer-pages.ts';

reloadWhenRenewed();

const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <StrictMode>
      <Console />
    </StrictMode>,
  );
