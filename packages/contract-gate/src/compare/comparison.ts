import type { DocumentFiles } from '../document/files.ts';
import { Inclusion } from '../schema/inclusion.ts';
import { NormalForms } from '../schema/normal-form.ts';
import { Same } from '../schema/same.ts';
import { Witnesses } from '../schema/witness.ts';
import { Findings } from './findings.ts';

/** Two documents side by side, and what is known about them. */
export class Comparison {
  readonly base: DocumentFiles;
  readonly revision: DocumentFiles;
  readonly findings: Findings;
  readonly same: Same;
  readonly inclusion: Inclusion;
  readonly witnesses = new Witnesses();
  readonly forms;

  constructor(base: DocumentFiles, revision: DocumentFiles) {
    this.base = base;
    this.revision = revision;
    this.findings = new Findings(base, revision);
    this.same = new Same(base, revision);
    this.inclusion = new Inclusion(this.same);
    this.forms = {
      request: { base: new NormalForms(base, 'request'), revision: new NormalForms(revision, 'request') },
      reply: { base: new NormalForms(base, 'reply'), revision: new NormalForms(revision, 'reply') },
    };
  }
}
