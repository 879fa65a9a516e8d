declare module 'wawoff2' {
  /** Turns a WOFF2 font into the TrueType or OpenType font inside. */
  export function decompress(font: Uint8Array): Promise<Uint8Array>;
}
