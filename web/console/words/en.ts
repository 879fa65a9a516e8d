/** What the console says, in English. */

import { entrance } from './en/entrance.ts';
import { frame } from './en/frame.ts';
import { imports } from './en/imports.ts';
import { office } from './en/office.ts';
import { people } from './en/people.ts';
import { work } from './en/work.ts';
import type { Words } from './words.ts';

export const en: Words = { ...frame, ...entrance, ...work, ...people, ...imports, ...office };
