/** What the console says, in Chinese. */
import { entrance } from './zh/entrance.ts';
import { frame } from './zh/frame.ts';
import { imports } from './zh/imports.ts';
import { office } from './zh/office.ts';
import { people } from './zh/people.ts';
import { work } from './zh/work.ts';

export const zh = { ...frame, ...entrance, ...work, ...people, ...imports, ...office };
