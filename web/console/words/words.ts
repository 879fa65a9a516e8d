/** The words of the pages: Chinese is the pattern, and a missing English word does not compile. */
import type { zh } from './zh.ts';

type Open<T> = T extends string
  ? string
  : T extends (...given: infer G) => string
    ? (...given: G) => string
    : { [K in keyof T]: Open<T[K]> };

export type Words = Open<typeof zh>;
