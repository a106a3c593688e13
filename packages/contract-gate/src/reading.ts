import type { Change, Verdict } from './change.ts';
import { type RedoclyChange, verdictOfImpact } from './redocly.ts';

/** Redocly's own rules that this gate reads otherwise, each with the condition under which it does. */
const milder: Record<string, (change: RedoclyChange) => boolean> = {
  // Readers are told to expect values and codes they do not know; a value that disappears beside it is a replacement.
  'enum-values-added': (change) => !losesValues(change),
  'operation-id-changed': () => true,
  // A wider bound of what is read: a program may have sized a column after it, but the promise to readers is open.
  'schema-constraint-changed': (change) =>
    isReply(change.path) && ['maxLength', 'maximum', 'maxItems'].includes(change.property ?? ''),
};

/** What Redocly rates a patch and is none. */
const stricter: {
  rule: string;
  verdict: Verdict;
  message: string;
  when: (change: RedoclyChange) => boolean;
}[] = [
  {
    rule: 'webhook-renamed',
    verdict: 'breaking',
    message: 'The webhook has another name.',
    when: (c) => c.property === 'key' && /^#\/webhooks\/[^/]+$/.test(c.path),
  },
  {
    rule: 'discriminator-changed',
    verdict: 'breaking',
    message: 'The discriminator reads another property, or a value no longer leads where it led.',
    when: (c) => c.path.includes('/discriminator') && c.kind !== 'added',
  },
  {
    rule: 'response-header-became-optional',
    verdict: 'breaking',
    message: 'The response header is no longer certain to come.',
    when: (c) =>
      c.property === 'required' &&
      /\/responses\/.+\/headers\/[^/]+$/.test(c.path) &&
      c.revision?.value !== true,
  },
  {
    rule: 'webhook-header-became-optional',
    verdict: 'breaking',
    message: 'The header of the delivery is no longer certain to come.',
    when: (c) =>
      c.property === 'required' &&
      /^#\/webhooks\/.+\/parameters\/\d+$/.test(c.path) &&
      c.revision?.value !== true,
  },
  {
    rule: 'webhook-header-removed',
    verdict: 'breaking',
    message: 'The delivery no longer carries this header.',
    when: (c) => c.kind === 'removed' && /^#\/webhooks\/.+\/parameters\/\d+$/.test(c.path),
  },
  {
    rule: 'default-changed',
    verdict: 'risky',
    message: 'Who leaves this out gets something else than before.',
    when: (c) => c.property === 'default' && c.kind !== 'added',
  },
];

/** Turns one entry of `redocly diff` into changes of our own reading; several when several rules found it. */
export function readChange(change: RedoclyChange): Change[] {
  const { base, revision } = change;
  const at = { path: change.path, ...(base && { base }), ...(revision && { revision }) };
  const escalation = stricter.find((rule) => change.impact !== 'major' && rule.when(change));
  if (escalation)
    return [{ ...at, rule: escalation.rule, verdict: escalation.verdict, message: escalation.message }];
  if (change.verdicts.length === 0) {
    const what = change.property ? `${change.typeName}.${change.property}` : change.typeName;
    return [
      {
        ...at,
        rule: `${change.kind}-${change.impact}`,
        verdict: verdictOfImpact[change.impact],
        message: `${what} ${change.kind}.`,
      },
    ];
  }
  return change.verdicts.map(({ ruleId, message }) => ({
    ...at,
    rule: ruleId,
    message,
    verdict: milder[ruleId]?.(change) ? 'risky' : verdictOfImpact[change.impact],
  }));
}

function losesValues({ base, revision }: RedoclyChange): boolean {
  if (!Array.isArray(base?.value) || !Array.isArray(revision?.value)) return true;
  const kept = new Set(revision.value as unknown[]);
  return (base.value as unknown[]).some((value) => !kept.has(value));
}

function isReply(path: string): boolean {
  return path.includes('/responses/') || path.startsWith('#/webhooks/');
}
