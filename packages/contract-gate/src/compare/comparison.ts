import type { DocumentFiles } from '../document/files.ts';
import type { Gap, Question } from '../schema/gap.ts';
import { Inclusion } from '../schema/inclusion.ts';
import { NormalForms } from '../schema/normal-form.ts';
import { Same } from '../schema/same.ts';
import { type SearchBudget, Witnesses } from '../schema/witness.ts';
import { Findings } from './findings.ts';
import { Sightings } from './sightings.ts';

/** Two documents side by side, and what is known about them. */
export class Comparison {
  readonly base: DocumentFiles;
  readonly revision: DocumentFiles;
  readonly findings: Findings;
  readonly same: Same;
  readonly inclusion: Inclusion;
  readonly witnesses: Witnesses;
  /** What is said of two schemas, and where it is seen. */
  readonly told = new Map<Question, Gap[]>();
  readonly sightings = new Sightings();
  readonly forms;

  constructor(base: DocumentFiles, revision: DocumentFiles, budget?: SearchBudget) {
    this.witnesses = new Witnesses(budget);
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
