/** Why a preview cannot be made, as a value and as what carries it up to `previewImport`. */
import type { BoundaryIssue } from '../../kernel/divisions/issues.ts';

/** Why a preview could not be made: a code, the file, and sentences that say what to do. */
export type PreviewFailure = {
  readonly code: string;
  readonly file: string;
  readonly zh: string;
  readonly en: string;
  readonly issues?: readonly BoundaryIssue[];
};
/** Raised while files are read; `previewImport` turns it into a value. */
export class Refused extends Error {
  readonly failure: PreviewFailure;
  constructor(failure: PreviewFailure) {
    super(failure.zh);
    this.failure = failure;
  }
}
