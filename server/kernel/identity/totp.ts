/** The second factor of staff: time-based one-time passwords (RFC 6238, 30 s, six digits, one step of tolerance). */
import { generateSecret, generateSync, generateURI, verifySync } from 'otplib';
import QRCode from 'qrcode';
import type { TotpOffer } from './contract.ts';

/** The time step (Unix seconds / 30) that a code belongs to, or null when it fits none near now. */
export function totpStep(secret: string, code: string): number | null {
  const result = verifySync({ secret, token: code, epochTolerance: 30 });
  return result.valid && 'timeStep' in result ? (result.timeStep ?? null) : null;
}

/** The code valid now: for the demo's printed sign-ins. */
export function totpNow(secret: string): string {
  return generateSync({ secret });
}

export const newTotpSecret = (): string => generateSecret();

/** What a person scans with an authenticator app. */
export async function totpOffer(secret: string, login: string, street: string): Promise<TotpOffer> {
  const uri = generateURI({ issuer: `暖新 ${street}`, label: login, secret });
  const svg = await QRCode.toString(uri, { type: 'svg', margin: 1, errorCorrectionLevel: 'M' });
  return { secret, uri, qr: `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}` };
}
