/**
 * 报到 registration: a verified phone, a name, consent. Takes over the roster's row when phone and name agree, else makes
 * a new one and leaves a task (domain rules, section 2); assigns by the work site; awards the points of the policy.
 */

import { award } from '../../governance/points/index.ts';
import { roleByCode, setRoleWishes } from '../../governance/volunteers/index.ts';
import { trace } from '../../kernel/audit/audit.ts';
import type { Actor, Transaction } from '../../kernel/database/database.ts';
import { workerSessionSeconds } from '../../kernel/identity/sign-in.ts';
import { deleteSessionsOf, insertSession } from '../../kernel/identity/store.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { tellWorker } from '../../kernel/messages/messages.ts';
import { plainWord } from '../../kernel/search/tokens.ts';
import { assignWorker, attachSite, insertWorker, siteById, updateWorker } from '../census/index.ts';
import { consentVersion } from './consent.ts';
import type { Registration } from './contract.ts';
import { fail } from './failures.ts';
import * as store from './store.ts';
import { isVehicle } from './vehicles.ts';

/** A name of 1–20 letters of any script, with inner dots (阿卜杜拉·买买提). */
const nameForm = /^[\p{L}][\p{L}·.' -]{0,38}$/u;

/** Checks what can be checked before any code or key is used up. Throws the failure of the first wrong field. */
export function checkRegistration(wish: Registration): { name: string } {
  const name = wish.name
    .normalize('NFKC')
    .replace(/[•・]/gu, '·')
    .trim()
    .replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '');
  if (!nameForm.test(name))
    throw fail('bad_name', { fields: [{ path: 'name', zh: '请填姓名', en: 'enter your name' }] });
  if (wish.consentVersion !== consentVersion) throw fail('consent_outdated');
  if (wish.roles.some((role) => !roleByCode.has(role))) throw fail('unknown_role');
  if (wish.vehicle !== undefined && !isVehicle(wish.vehicle)) throw fail('bad_vehicle');
  return { name };
}

export interface Registered {
  worker: string;
  attached: boolean;
  points: number;
}

/** Registers inside the open transaction and opens a session. Throws `already_registered`, `no_such_site`. */
export async function register(
  kernel: Kernel,
  tx: Transaction,
  street: string,
  worker: { phone: string; name: string; wish: Registration },
  session: { tokenHash: Buffer; device: string | null },
): Promise<Registered> {
  const { phone, name, wish } = worker;
  const chosen = wish.site ? await siteById(tx, street, wish.site) : undefined;
  if (wish.site && chosen?.state !== 'open') throw fail('no_such_site');

  const { id, attached } = await takeOverOrMake(kernel, tx, street, phone, name);
  const actor: Actor = {
    street,
    kind: 'worker',
    id,
    name,
    roles: ['worker'],
    communities: [],
    grids: [],
    wide: false,
    totp: false,
  };
  if (wish.vehicle !== undefined || wish.restHours !== undefined)
    await updateWorker(tx, kernel.cipher, street, id, { vehicle: wish.vehicle, restHours: wish.restHours });

  const mainSite = chosen?.id ?? (await store.mainSiteOf(tx, street, id));
  if (mainSite) await attachSite(tx, street, id, mainSite, 'registration');
  await store.setMainSite(tx, street, id, mainSite);
  const site = chosen ?? (mainSite ? await siteById(tx, street, mainSite) : undefined);
  await assignWorker(tx, actor, id, {
    community: site?.community ?? null,
    grid: site?.grid ?? null,
    flagged: site?.flagged ?? true,
    reason: site?.reason ?? 'unassigned',
    evidence: { ...(site?.evidence as object | undefined), site: site?.id },
  });
  if (!site?.community) await store.openTask(tx, street, 'unassigned_worker', null, 'worker', id, {});

  await store.giveConsent(tx, street, id, 'general', consentVersion);
  await setRoleWishes(tx, street, id, wish.roles);
  await store.rememberPhone(tx, street, kernel.cipher.phoneHash(phone));
  await insertSession(tx, {
    street,
    tokenHash: session.tokenHash,
    kind: 'worker',
    actor: id,
    device: session.device,
    seconds: workerSessionSeconds,
  });
  const points = await award(tx, actor, { worker: id, rule: 'registration', proof: { kind: 'worker', id } });
  await tellWorker(tx, kernel.cipher, street, id, 'registered', {
    title: { zh: '报到成功', en: 'You are registered' },
    body: {
      zh: `欢迎加入暖新。${points ? `已记 ${points} 积分。` : ''}看到身边的问题，用“随手拍”告诉社区。`,
      en: `Welcome to Nuanxin.${points ? ` ${points} points were recorded.` : ''} See something that needs mending? Send a snap report.`,
    },
  });
  await trace(tx, actor, {
    action: 'worker.registered',
    subjectKind: 'worker',
    subject: id,
    detail: { attached, site: site?.id ?? null },
  });
  return { worker: id, attached, points };
}

async function takeOverOrMake(kernel: Kernel, tx: Transaction, street: string, phone: string, name: string) {
  const known = await store.byPhone(tx, street, kernel.cipher.phoneHash(phone));
  if (known && known.state !== 'listed' && known.state !== 'left') throw fail('already_registered');
  if (known && plainWord(known.name) === plainWord(name)) {
    await store.setRegistered(tx, street, known.id);
    // Of somebody who had left: a phone lost since then stays signed out.
    await deleteSessionsOf(tx, street, 'worker', known.id);
    return { id: known.id, attached: true };
  }
  // The number is somebody else's now: the old row keeps nothing of it, and staff look at the two.
  if (known) await updateWorker(tx, kernel.cipher, street, known.id, { phone: null });
  const id = await insertWorker(tx, kernel.cipher, street, 'registered', { name, phone });
  if (known)
    await store.openTask(tx, street, 'name_differs', known.community, 'worker', id, { listed: known.id });
  return { id, attached: false };
}
